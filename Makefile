# 年报助手. One command each: make demo, make run, make check, make test.
# Needs Python 3.11, make and git; packages come from wherever the user's pip is told to look.

PYTHON ?= python3.11
NIANBAO_HOME ?= $(HOME)/.local/share/nianbao
export NIANBAO_HOME

VENV := .venv
BIN := $(VENV)/bin
NIANBAO := $(BIN)/nianbao
DEMO_HOME := out/demo
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: help packages setup demo run check test bench lock clean
.PHONY: bench-reading bench-rules bench-grounding bench-retrieval bench-scale bench-page bench-models
.DELETE_ON_ERROR:

help: ## 列出这些命令
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

setup: $(VENV)/installed ## 准备好运行环境和模型（第二次只需片刻）
	@$(NIANBAO) models fetch >/dev/null

packages:
	@command -v $(PYTHON) >/dev/null || { echo "找不到 $(PYTHON)；请先安装 Python 3.11" >&2; exit 2; }
	@PYTHON=$(PYTHON) scripts/system_packages.sh

$(VENV)/installed: pyproject.toml constraints.txt | packages
	test -x $(BIN)/python || $(PYTHON) -m venv --clear $(VENV)
	$(PIP) install --quiet --constraint constraints.txt --editable ".[dev,postgres]"
	@touch $@

demo: setup ## 用示例单位的资料从头起草一遍，写到 out/
	@mkdir -p $(DEMO_HOME)
	@ln -sfn "$$(cd "$(NIANBAO_HOME)" && pwd)/models" $(DEMO_HOME)/models
	$(NIANBAO) --home $(DEMO_HOME) ingest corpus/samples
	$(NIANBAO) --home $(DEMO_HOME) draft --writer model \
	    --figures corpus/samples/示例市应急管理局_2026.xlsx \
	    --section overview --section problems --section key_areas \
	    -o out/示例市应急管理局_2026.docx -o out/示例市应急管理局_2026.md

run: $(VENV)/installed ## 打开网页
	$(NIANBAO) serve --fetch

check: $(VENV)/installed ## 格式、类型和快速测试（三分钟内）
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy & types=$$!; $(BIN)/pytest -n auto -m "not slow" && wait $$types

test: setup check ## 全部测试（三十分钟内），持续集成运行的就是它
	$(BIN)/pytest -m slow

# Each bench is a target with a heading; the last of them loads models. REPORTS is a folder with
# raw/ (reports) and figures/ (the right cells, JSON): real reports where they are, else the samples.
BENCHES := bench-reading bench-rules bench-grounding bench-retrieval bench-scale bench-page \
	bench-models
REPORTS ?= $(or $(wildcard ../shared/reports),out/bench)
heading = @printf '\n== %s\n' "$(1)"

bench: $(BENCHES) ## 量准确程度和速度，与别的工具并列（REPORTS=报告文件夹）

bench-reading: $(VENV)/benchable out/bench
	$(call heading,读取报告：与 markitdown、pandas.read_html、pdfplumber 并列)
	$(NIANBAO) eval reading --reports $(REPORTS)

bench-rules: $(VENV)/installed out/bench
	$(call heading,勾稽规则：改动一格，能不能查出)
	$(NIANBAO) eval rules --reports $(REPORTS)

bench-grounding: $(VENV)/installed out/bench
	$(call heading,文字核对：准确程度，和用时随字数的增长)
	$(NIANBAO) eval grounding --reports $(REPORTS)
	$(BIN)/python scripts/bench_grounding.py

bench-retrieval: $(VENV)/installed out/bench
	$(call heading,查找段落：与 LangChain 的切段和 Chroma 并列)
	$(NIANBAO) eval retrieval --reports $(REPORTS)

# 100000 passages take half an hour: make bench-scale SIZES="1000 10000 100000"
SIZES ?= 1000 10000

bench-scale: $(VENV)/installed out/bench
	$(call heading,资料多了还有多快：与 langchain-chroma 并列)
	$(BIN)/python scripts/bench_scale.py $(SIZES) --reports $(REPORTS)

bench-page: setup
	$(call heading,网页：从启动到能用，点一下到看见，与空的 Gradio 页并列)
	$(BIN)/python scripts/bench_page.py

bench-models: setup
	$(call heading,本机的模型有多快)
	$(BIN)/python scripts/bench_models.py
	$(BIN)/python scripts/bench_drafting.py

$(VENV)/benchable: $(VENV)/installed
	$(PIP) install --quiet --constraint constraints.txt --editable ".[bench]"
	@touch $@

out/bench: # the samples as a folder of reports
	@mkdir -p $@
	@ln -sfn ../../corpus/samples $@/raw
	@ln -sfn ../../corpus/samples/source $@/figures

lock: ## 按 pyproject.toml 重新求出 constraints.txt
	scripts/lock.sh $(PYTHON)

clean: ## 删除可以重新生成的东西；模型和资料不动
	rm -rf $(VENV) out dist .mypy_cache .pytest_cache .ruff_cache
