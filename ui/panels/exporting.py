"""The report as files, all accepted reports at once, an edited file back, the office's settings."""

import gradio as gr

from assistant.core.office import FIELDS
from ui.handlers.exporting import EXTRAS, FORMS, KINDS, Exporting
from ui.handlers.office_form import OfficeForm
from ui.panels.components import DROP_HEIGHT, button, html_part
from ui.wires import Parts, Wires

# What each setting is for, where its name does not say it.
_TOLD = {
    "name": "报告开头“请与……联系”里写的单位；不填就是本单位",
    "website": "报告在哪里可以查阅、下载；不填就不写这一句",
    "signature": "落款写的名称；不填就是本单位",
}


def lay_out() -> Parts:
    parts: Parts = {}
    with gr.Row(elem_id="exporting"):
        with gr.Column(scale=1, min_width=320):
            parts |= _choices()
        with gr.Column(scale=1, min_width=320):
            parts["import_file"] = gr.File(
                label="读回在 Word 里改过的报告（.docx）",
                file_types=[".docx"],
                height=DROP_HEIGHT,
                elem_id="import-file",
            )
            parts["import_result"] = html_part("import-result")
            parts |= _office()
    return parts


def _choices() -> Parts:
    parts: Parts = {"export_notes": html_part("export-notes")}
    kinds = [(words, key) for key, words in KINDS.items()]
    parts["export_kind_of"] = gr.Radio(
        kinds, value="proof", label="导出什么", elem_id="export-what"
    )
    forms = [(words, key) for key, words in FORMS.items()]
    with gr.Row():
        parts["export_form"] = gr.Dropdown(
            forms, value=".docx", label="导出为哪种文件", elem_id="export-form", min_width=150
        )
        parts["export_changes"] = gr.Dropdown(
            [("不标修订", "")],
            value="",
            label="修订标记（Word、PDF）",
            elem_id="export-changes",
            min_width=150,
        )
    extras = [(words, key) for key, words in EXTRAS.items()]
    parts["export_extras"] = gr.CheckboxGroup(
        extras, value=[], label="附加内容（Word、PDF）", elem_id="export-extras"
    )
    parts["export_date"] = gr.Textbox(
        label="成文日期（不填就用定稿的日期）",
        placeholder="2027-01-20",
        max_lines=1,
        elem_id="export-date",
    )
    with gr.Row():
        parts["export_file"] = button("导出这一份", "export-file-button", "primary")
        parts["export_all"] = button("导出全部定稿（.zip）", "export-all-button")
    return parts


def _office() -> Parts:
    """Only who may manage is shown it: ui/styles."""
    parts: Parts = {}
    with gr.Column(elem_id="office-form"):
        parts["office_now"] = html_part("office-now")
        with gr.Row():
            for key, name in FIELDS.items():
                parts[f"office_{key}"] = gr.Textbox(
                    label=name,
                    info=_TOLD.get(key),
                    max_lines=1,
                    min_width=150,
                    elem_id=f"office-{key}",
                )
        parts["office_layout"] = gr.Textbox(
            label="版式：只写与国家标准（GB/T 9704）不同的，每行一项",
            info="如 正文字号=15；可写纸宽、天头、订口、标题字体、正文字体、每面行数、表格字号等",
            lines=2,
            max_lines=6,
            elem_id="office-layout",
        )
        parts["office_save"] = button("保存单位信息", "office-save-button")
        parts["office_template"] = gr.File(
            label="本单位的 Word 模板（.docx，里面写 {{标题}} 和 {{正文}}）",
            file_types=[".docx"],
            height=DROP_HEIGHT,
            elem_id="office-template",
        )
        parts["office_no_template"] = button("不用模板", "office-no-template-button")
    return parts


def wire(wires: Wires) -> None:
    parts = wires.parts
    place = parts["place"]
    at = [place, parts["text"]]

    chosen = ("export_kind_of", "export_form", "export_changes", "export_extras", "export_date")
    wished = [*at, *(parts[one] for one in chosen)]
    wires.stream(parts["export_file"].click, lambda page: Exporting(page).export, wished)
    every = [place, parts["export_form"]]
    wires.stream(parts["export_all"].click, lambda page: Exporting(page).export_all, every)
    back = parts["import_file"]
    wires.join(back.upload, lambda page: Exporting(page).take_back, [*at, back])
    typed = [parts[f"office_{key}"] for key in FIELDS]
    saved = [place, *typed, parts["office_layout"]]
    wires.join(parts["office_save"].click, lambda page: OfficeForm(page).save_office, saved)
    template = parts["office_template"]
    wires.join(template.upload, lambda page: OfficeForm(page).set_template, [place, template])
    wires.join(
        parts["office_no_template"].click, lambda page: OfficeForm(page).no_template, [place]
    )
