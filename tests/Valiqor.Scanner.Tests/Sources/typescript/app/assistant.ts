import { openai } from "@ai-sdk/openai";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { generateObject, streamText, tool } from "ai";
import OpenAI from "openai";
import { z } from "zod";

type Unit = "celsius" | "fahrenheit"

interface Passage { text: string; source?: string }

const SYSTEM_PROMPT: string = `You are the support assistant of a shop.
Today is ${new Date().toISOString()}. Answer in ${languages["de"]}.`;

const weather = tool({
  description: "The weather of a city.",
  inputSchema: z.object({
    city: z.string().min(1).describe("Name of the city"),
    unit: z.enum(["celsius", "fahrenheit"]).optional(),
    days: z.number().int().default(1),
  }),
  execute: async ({ city }: { city: string }): Promise<string> => {
    const response = await fetch(`https://weather.example/${city}?q=${encodeURIComponent(`${city}!`)}`);
    return (await response.json()) as string;
  },
});

const isUrl = (text: string) => /^https?:\/\/[^/"]+/.test(text) && text.length / 2 > 3;

export async function answer(question: string, passages: Passage[]) {
  const context = passages.map((passage) => passage.text).join("\n");
  const result = streamText({
    model: openai("gpt-4o"),
    system: SYSTEM_PROMPT,
    prompt: `Context: ${context}\n\nQuestion: ${question}`,
    temperature: 0.3,
    maxOutputTokens: 500,
    tools: {
      weather,
      refund: tool({
        description: "Refunds an order.",
        parameters: z.object({ order: z.string(), amount: z.number().describe("In euros") }).passthrough(),
      }),
    },
  });
  return result.textStream;
}

export async function classify(text: string): Promise<string> {
  const { object } = await generateObject({
    model: openai("gpt-4o-mini"),
    schema: z.object({ label: z.string() }),
    messages: [
      { role: "system", content: "You sort letters of customers into complaints, questions and praise." },
      { role: "user", content: text },
    ],
  });
  return object.label;
}

const client = new OpenAI();
const defaults = { temperature: 1.3, max_tokens: 16 };

export const plain = async (text: string) =>
  client.chat.completions.create({ model: "gpt-4.1", ...defaults, messages: [{ role: "user", content: text }] });

const server = new McpServer({ name: "shop", version: "1.0.0" });
server.registerTool(
  "track_parcel",
  { title: "Track", description: "Where a parcel is.", inputSchema: { number: z.string().describe("As on the label") } },
  async ({ number }) => ({ content: [{ type: "text", text: number }] }),
);
server.tool("list_parcels", "All parcels of a customer.", { customer: z.string() }, async () => ({ content: [] }));
