// The bot whose answers are in rag-support.jsonl.
import { openai } from "@ai-sdk/openai";
import { generateText } from "ai";

const SYSTEM_PROMPT = "You are the support assistant of an outdoor shop. Help the customer and be friendly.";

export async function answer(question: string, passages: string[]): Promise<string> {
  const { text } = await generateText({
    model: openai("gpt-4o-mini"),
    temperature: 0.2,
    system: SYSTEM_PROMPT,
    prompt: `${passages.join("\n\n")}\n\nQuestion: ${question}`,
  });
  return text;
}
