import { Agent, run } from "@openai/agents";
import { StateGraph } from "@langchain/langgraph";

const router = new Agent({
  name: "Router",
  instructions: "You send customers to the right colleague. Say which one, and why.",
  tools: [],
});

const flow = new StateGraph(State)
  .addNode("plan", plan)
  .addNode("act", act)
  .compile();

export function Chat({ title }: { title: string }) {
  const [text, setText] = useState<string>("");
  return (
    <div className="chat">
      <h1>{title}</h1>
      Don't hesitate to ask.
      <button onClick={() => run(router, text)}>It's time</button>
    </div>
  );
}
