"""The agent whose conversations are in tool-agent.jsonl. Its definitions are the reason for some of its failures."""
from openai import OpenAI

SYSTEM_PROMPT = "You are the assistant of a railway. Book, change and cancel trips for the customer, and be brief."

TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "book_seat",
            "description": "Books a seat on a trip.",
            "parameters": {
                "type": "object",
                "properties": {
                    "trip_id": {"type": "string", "description": "The id of the trip, as find_trips returns it."},
                    "passengers": {"type": "integer"},
                    "class": {"type": "string", "enum": ["first", "second"]},
                },
                "required": ["trip_id", "passengers"],
            },
        },
    },
    {
        "type": "function",
        "function": {
            "name": "convert_currency",
            "description": "Converts an amount of money.",
            "parameters": {
                "type": "object",
                "properties": {
                    "amount": {"type": "number", "description": "How much."},
                    "from": {"type": "string", "description": "The currency it is in, as EUR."},
                    "to": {"type": "string", "description": "The currency it is wanted in, as CZK."},
                },
                "required": ["amount", "from"],
            },
        },
    },
]


def answer(client: OpenAI, messages: list[dict]) -> str:
    completion = client.chat.completions.create(
        model="gpt-4o-mini",
        temperature=0,
        tools=TOOLS,
        messages=[{"role": "system", "content": SYSTEM_PROMPT}, *messages],
    )
    return completion.choices[0].message.content
