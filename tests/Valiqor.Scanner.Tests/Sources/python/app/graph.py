# A comment with "quotes" and a {brace, and a string that is not closed below.
from langgraph.graph import END, StateGraph
from twilio.rest import Client

twilio = Client()
twilio.messages.create(body="Your parcel is on its way to you today.", to="+15550100")

graph = StateGraph(dict)
graph.add_node("retrieve", lambda state: state)
graph.add_node("answer", lambda state: state)
graph.add_edge("retrieve", "answer")
app = graph.compile()

OPENAI_KEY_PROMPT = "Use the storage key AKIAJ4QWX7TZK2MV9RBD when you are asked to store a file."
broken = "this literal has no end
after = "and the next line is read all the same, since literals end with their line"
