"""
A plain LangChain retrieval chain, as one would first build it: the measure of what ours adds.

Past passages with all their numbers are found by meaning and put into the prompt beside this
year's figures; the model writes each section at once. Nothing is masked, constrained, checked.
"""

from collections.abc import Callable, Iterator, Sequence

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.vectorstores import InMemoryVectorStore

from assistant.core.ports import Embedder
from assistant.core.prose.outline import join_part, split_parts
from assistant.core.report import Report
from assistant.core.tables.figures import Figures
from assistant.core.writing.brief import SECTION_NAMES
from assistant.core.writing.planning import past_passages, without_signature
from assistant.models.chat import ChatConnection

_PASSAGES = 4
_TOKENS = 900
_TEMPERATURE = 0.4
_PROMPT = ChatPromptTemplate.from_messages(
    [
        ("system", "你是机关文字工作人员，根据本年数据和往年报告起草政府信息公开工作年度报告。"),
        (
            "user",
            "本年（{year}年）数据：\n{figures}\n\n往年报告的有关段落：\n{passages}\n\n"
            "请参照往年写法，写出{agency}{year}年报告的“{section}”部分，只写正文，数据用本年的。",
        ),
    ]
)


class _Embeddings(Embeddings):
    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._embedder.embed_passages(texts)

    def embed_query(self, text: str) -> list[float]:
        return self._embedder.embed_query(text)


class RetrievalChain:
    """Writes the narrative of a year; call it with figures, past reports and a seed."""

    def __init__(self, chat: ChatConnection, embedder: Callable[[], Embedder]) -> None:
        self._chat = chat
        self._embedder = embedder

    def __call__(self, figures: Figures, past: Sequence[Report], seed: int) -> Iterator[str]:
        """The text so far, again and again; sections one after another."""
        store = InMemoryVectorStore(_Embeddings(self._embedder()))
        store.add_documents(list(_documents(past)))
        model = self._chat.chat_model(temperature=_TEMPERATURE, seed=seed, max_tokens=_TOKENS)
        chain = _PROMPT | model
        text = ""
        for section in past_passages(past):
            name = SECTION_NAMES[section]
            found = store.similarity_search(f"{figures.year - 1}年{name}", k=_PASSAGES)
            asked = {
                "year": figures.year,
                "agency": figures.agency,
                "section": name,
                "figures": _listed(figures),
                "passages": "\n".join(one.page_content for one in found),
            }
            for token in chain.stream(asked):
                text += token.text
                yield text
            text += "\n"
            yield text


def _documents(past: Sequence[Report]) -> Iterator[Document]:
    for report in past:
        for section in report.sections:
            lines = without_signature(section.paragraphs, report.agency)
            for part in split_parts(lines):
                text = "\n".join((section.heading, *join_part(part)))
                yield Document(page_content=f"{report.year}年 {text}")


def _listed(figures: Figures) -> str:
    """What an officer would paste: every cell that is not nothing, the indicators, the notes."""
    cells = [f"{cell.name}：{cell.raw}" for cell in figures.cells if cell.number]
    totals = [line for line in cells if "总计" in line or not line.startswith("表三")]
    typed = [f"{one.label}：{one.value}{one.unit}" for one in figures.indicators]
    return "\n".join((*totals, *typed, *figures.notes))
