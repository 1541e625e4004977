"""
The composition root: the only place that knows which concrete parts are used.

Heavy parts (torch, chromadb, langchain) are imported inside the functions that first need them,
so a command that needs none starts at once.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from assistant.aliases_file import read_aliases
from assistant.answering.asking import Asking, Cutter, Parts
from assistant.answering.passages import Writer as AnswerWriter
from assistant.core.errors import CorpusError, SettingsError
from assistant.core.evidence.names import Names
from assistant.core.ports import PassageIndex, PassageSource
from assistant.core.publication import Publication
from assistant.core.writing.options import WritingOptions
from assistant.editing.parts import EditingParts
from assistant.records.store import Store
from assistant.settings import Settings
from assistant.usecases.importing import Importing, ReadFile
from assistant.usecases.judging import Judging
from assistant.usecases.publishing import Publishing
from assistant.usecases.reviewing import Reviewing
from assistant.usecases.scanning import configured_scanner
from assistant.usecases.versions import Versions
from assistant.usecases.workflow import Workflow
from assistant.writing.drafting import ParagraphWriter

if TYPE_CHECKING:
    from assistant.editing.rewrite import Rewriter
    from assistant.embedding.settings import EmbeddingSettings
    from assistant.evaluation.drafting import PlainChain, WriterOf
    from assistant.models.chat import ChatConnection
    from assistant.usecases.accounts import Accounts


@contextmanager
def open_workflow(settings: Settings, *, in_memory: bool = False) -> Iterator[Workflow]:
    """The workflow over the parts that `settings` name; everything is closed at the end.

    `in_memory`: with an empty store that is not kept, where the data folder cannot be used.
    """
    store = Store.in_memory() if in_memory else Store.open(settings.home, settings.database)
    connections: list[ChatConnection] = []

    @cache
    def chat() -> "ChatConnection":
        connections.append(chat_connection(settings))
        return connections[0]

    def model_writer(options: WritingOptions) -> ParagraphWriter:
        from assistant.writing.model import ModelWriter

        return ModelWriter(chat(), options)

    @cache
    def index() -> PassageIndex:
        return passage_index(settings, store)

    names = read_aliases(settings.home)
    asking = Asking(
        Parts(
            reports=store,
            index=index,
            words=_words,
            writer=lambda: _wording(chat()),
            names=names,
        )
    )
    try:
        yield Workflow(
            asking=asking,
            reports=store,
            drafts=store,
            verdicts=store,
            index=index,
            model_writer=model_writer,
            publishing=publishing(store, names),
            importing=importing(store, names),
            versions=Versions(store, store),
            reviewing=Reviewing(store, store),
            names=names,
            scanner=configured_scanner(settings),
            editing=_editing(store, chat),
        )
    finally:
        for connection in connections:
            connection.close()
        store.close()


def _editing(store: Store, chat: "Callable[[], ChatConnection]") -> EditingParts:
    @cache
    def rewriter() -> "Rewriter":
        return _rewriter(chat())

    def guess(line: str) -> str:
        from assistant.editing.model import ModelGuesser

        return ModelGuesser(chat()).guess(line)

    return EditingParts(messages=store, rewriter=rewriter, guess=guess)


@contextmanager
def open_judging(settings: Settings) -> Iterator[Judging]:
    """The verdicts of the data folder alone, without what drafting needs."""
    store = Store.open(settings.home, settings.database)
    try:
        yield Judging(store)
    finally:
        store.close()


@contextmanager
def open_accounts(settings: Settings) -> "Iterator[Accounts]":
    """Who may sign in; the accounts are in the same database as the reports."""
    from assistant.usecases.accounts import Accounts

    store = Store.open(settings.home, settings.database)
    try:
        yield Accounts(store, idle_seconds=settings.session_minutes * 60)
    finally:
        store.close()


@contextmanager
def drafting_trial(
    settings: Settings,
) -> Iterator[tuple["Mapping[str, WriterOf]", "PlainChain"]]:
    """The writers by name, each made by a seed, and the plain chain, for `nianbao eval`."""
    from assistant.embedding.embedder import CachedEmbedder
    from assistant.evaluation.drafting import CARRY
    from assistant.evaluation.plain_chain import RetrievalChain
    from assistant.writing.model import ModelWriter

    with chat_connection(settings) as chat:

        def model(seed: int) -> ParagraphWriter:
            return ModelWriter(chat, WritingOptions(seed=seed))

        @cache
        def embedder() -> CachedEmbedder:
            return CachedEmbedder(embedding_settings(settings), settings.home)

        yield {**CARRY, "model": model}, RetrievalChain(chat, embedder)


@contextmanager
def open_rewriter(settings: Settings) -> "Iterator[Callable[[], Rewriter] | None]":
    """What makes the rewriter with the chat model, loaded at first use; None if there is to be no
    model.
    """
    with chat_connection(settings) as chat:
        yield (lambda: _rewriter(chat)) if chat.is_configured else None


def _rewriter(chat: "ChatConnection") -> "Rewriter":
    from assistant.editing.model import ModelRewriter

    return ModelRewriter(chat)


def _wording(chat: "ChatConnection") -> AnswerWriter:
    from assistant.answering.wording import ModelWording

    return ModelWording(chat)


@cache
def _words() -> Cutter:
    """What cuts questions into words: the index's own cutter, which knows the field's terms."""
    from assistant.index.words import Words

    return Words()


def publishing(store: Store, names: Names | None = None) -> Publishing:
    """The use cases of export; Word and Excel, half of a short command's time, at first use."""

    def write(path: Path, publication: Publication) -> None:
        from assistant.export import export_report

        export_report(path, publication)

    def write_checklist(path: Path, publication: Publication) -> None:
        from assistant.export import export_checklist

        export_checklist(path, publication)

    def check_template(document: bytes) -> None:
        from assistant.export.template import check_template

        check_template(document)

    return Publishing(
        reports=store,
        drafts=store,
        offices=store,
        write=write,
        write_checklist=write_checklist,
        check_template=check_template,
        judging=Judging(store, names),
        review=store,
    )


def importing(store: Store, names: Names | None = None) -> Importing:
    """The use case of an edited file; the readers at first use."""

    def read_back(path: Path) -> ReadFile:
        from assistant.export.properties import read_mark
        from corpus.readers.traces import read_traces
        from corpus.reading import read_report

        report = read_report(path)
        kinds = {trace.kind for trace in read_traces(path)}
        notices = (
            *(["文件里有没有处理的修订，按全部接受读入"] if "修订" in kinds else []),
            *(["文件里有批注，批注的内容没有读入"] if "批注" in kinds else []),
        )
        return ReadFile(report=report, mark=read_mark(path), notices=notices)

    def is_same(one: str, other: str) -> bool:
        from corpus.characters import clean, without_blanks

        return without_blanks(clean(one)) == without_blanks(clean(other))

    return Importing(
        drafts=store, judging=Judging(store, names), read_back=read_back, is_same=is_same
    )


def passage_index(settings: Settings, source: PassageSource) -> PassageIndex:
    """The index of the passages of `source` with its embedding model; loaded at first use."""
    from assistant.embedding.embedder import CachedEmbedder
    from assistant.index.reranker import Reranker
    from assistant.index.retrieval import open_index

    embedder = CachedEmbedder(embedding_settings(settings), settings.home)
    reranker = Reranker(settings.reranker) if settings.reranker else None
    return open_index(
        settings.home, source, embedder, url=settings.chroma, reranker=reranker, notice=_notice
    )


def distil_embedding(settings: Settings) -> tuple[Path, int]:
    """Write the static model of the corpus's words; its folder and how many words it has.

    CorpusError if the corpus is empty; it is distilled from the bundled model.
    """
    from assistant.core.wording import sentences
    from assistant.embedding.embedder import CachedEmbedder
    from assistant.embedding.settings import EmbeddingSettings
    from assistant.embedding.static import distil

    with closing(Store.open(settings.home, settings.database)) as store:
        texts = [text for passage in store.passages() for text in sentences(passage)]
    if not texts:
        raise CorpusError("资料库里还没有报告，没有词语可用；请先 nianbao ingest 读入几份")
    folder = settings.home / "static"
    return folder, distil(texts, CachedEmbedder(EmbeddingSettings(), settings.home), folder)


def embedding_settings(settings: Settings) -> "EmbeddingSettings":
    from assistant.embedding.settings import EmbeddingSettings

    is_url = settings.embedding.startswith(("http://", "https://"))
    return EmbeddingSettings(
        endpoint=settings.embedding if is_url else "",
        model=settings.embedding_model if is_url else settings.embedding,
        api_key=settings.embedding_key,
    )


def chat_connection(settings: Settings) -> "ChatConnection":
    """The way to the chat model; SettingsError if a setting has no meaning."""
    from assistant.models.chat import ChatConnection, ChatSettings, GrammarDialect
    from assistant.models.files import DEFAULT_CHAT_MODEL

    if settings.chat_grammar not in get_args(GrammarDialect):
        known = "、".join(get_args(GrammarDialect))
        raise SettingsError(f"chat_grammar 的值 {settings.chat_grammar!r} 不对；可用：{known}")
    return ChatConnection(
        ChatSettings(
            endpoint=settings.chat_endpoint,
            model=settings.chat_model or DEFAULT_CHAT_MODEL,
            api_key=settings.chat_key,
            timeout=settings.chat_timeout,
            grammar=settings.chat_grammar,  # type: ignore[arg-type]  # checked above
        ),
        settings.home,
    )


def _notice(text: str) -> None:
    print(f"提示：{text}", file=sys.stderr)
