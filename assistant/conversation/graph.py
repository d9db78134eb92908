"""The wiring of a turn: understand → write → verify → remember. One function a step, in ``nodes``.

With a language model, « phrase » stands between verify and remember.
"""

from __future__ import annotations

from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from assistant.conversation.nodes import Nodes
from assistant.conversation.rewording import Rewording
from assistant.conversation.state import State

Graph = CompiledStateGraph[State, None, State, State]


def build_graph(nodes: Nodes, checkpointer: BaseCheckpointSaver[Any], rewording: Rewording | None = None) -> Graph:
    """The compiled graph of one turn, checkpointed by conversation; ``rewording`` is the step of a model."""
    graph = StateGraph(State)
    graph.add_node("understand", nodes.understand)
    graph.add_node("write", nodes.write)
    graph.add_node("verify", nodes.verify)
    graph.add_node("remember", nodes.remember)
    graph.add_edge(START, "understand")
    graph.add_edge("understand", "write")
    graph.add_edge("write", "verify")
    if rewording is None:
        graph.add_edge("verify", "remember")
    else:
        graph.add_node("phrase", rewording.phrase)
        graph.add_edge("verify", "phrase")
        graph.add_edge("phrase", "remember")
    graph.add_edge("remember", END)
    return graph.compile(checkpointer=checkpointer)
