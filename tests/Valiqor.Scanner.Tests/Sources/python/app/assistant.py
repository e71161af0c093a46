"""The assistant of a shop: retrieval, tools and two kinds of model calls."""
from enum import Enum
from typing import Annotated, Literal, Optional

from anthropic import Anthropic
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.tools import StructuredTool, tool
from langchain_openai import ChatOpenAI
from openai import AzureOpenAI, OpenAI
from pydantic import BaseModel, Field

SHOP = "Kestrel"

SYSTEM_PROMPT = (
    "You are the support assistant of a shop. "
    "Answer only from the context, and cite each passage as [1], [2]."
)

RAG_TEMPLATE = """Context:
<context>
{context}
</context>

Question: {question}
"""

client = OpenAI()
azure = AzureOpenAI(api_version="2024-10-21")
claude = Anthropic()
MAX_TOKENS = 400


class Unit(Enum):
    CELSIUS = "celsius"
    FAHRENHEIT = "fahrenheit"


class OrderQuery(BaseModel):
    """What identifies an order."""

    number: str = Field(description="The order's number, as K-1234")
    year: Optional[int] = Field(None, description="The year it was placed")
    status: Literal["open", "closed"] = "open"


@tool
def get_weather(city: str, unit: Unit = Unit.CELSIUS, days: Annotated[int, "How far ahead, 1 to 7"] = 1) -> str:
    """Looks up the weather of a city.

    Args:
        city: The name of the city, in English.
    """
    return f"{city}: 21 {unit.value}"


@tool("find_order", args_schema=OrderQuery)
async def find(number: str, year: int | None = None, status: str = "open") -> dict:
    """Finds an order of the customer."""
    return {"number": number}


def send_mail(to, body: str, attachments: list[str] = []):
    """Sends a mail to the customer."""


mailer = StructuredTool.from_function(func=send_mail, name="send_mail", description="Sends a mail.")

TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "refund",
            "description": "Refunds an order.",
            "parameters": {
                "type": "object",
                "properties": {"order": {"type": "string"}, "amount": {"type": "number", "minimum": 0.01}},
                "required": ["order"],
            },
        },
    },
]


def answer(question: str, passages: list[str]) -> str:
    joined = "\n".join(passages)
    response = client.chat.completions.create(
        model="gpt-4o-mini",
        temperature=0.2,
        max_tokens=MAX_TOKENS,
        tools=TOOLS,
        messages=[
            {"role": "system", "content": SYSTEM_PROMPT},
            {"role": "user", "content": f"Context: {joined}\n\nQuestion: {question.strip()}"},
        ],
    )
    return response.choices[0].message.content


def extract(text: str, **options) -> str:
    completion = azure.chat.completions.create(
        model="orders", response_format={"type": "json_object"}, temperature=0, messages=[], **options)
    return completion.choices[0].message.content


def summarize(text: str) -> str:
    message = claude.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=1024,
        system="You summarize letters of customers in two sentences. Never add anything.",
        messages=[{"role": "user", "content": text}],
    )
    return message.content[0].text


prompt = ChatPromptTemplate.from_messages([
    ("system", "You translate what customers write into English."),
    ("human", "{text}"),
])
llm = ChatOpenAI(model="gpt-4o", temperature=1.1, streaming=True)
chain = prompt | llm
