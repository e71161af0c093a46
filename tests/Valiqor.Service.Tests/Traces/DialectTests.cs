using System.Text.Json.Nodes;
using Valiqor.Analysis.Items;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Traces;

/// <summary>The same exchange, told in each convention, is the same item.</summary>
public sealed class DialectTests
{
    private const string Question = "How warm is it in Oslo?";
    private const string Answer = "It is 4 °C in Oslo.";
    private const string Call = """{"city":"Oslo"}""";
    private const string Result = """{"celsius":4}""";
    private const string Schema = """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""";

    [Fact]
    public void GenAI_attributes()
    {
        string asked = Otlp.Messages(Otlp.User(Question));
        string told = Otlp.Messages(
            Otlp.User(Question), Otlp.Assistant(Otlp.Call("c1", "weather", Call)), Otlp.Tool("c1", Result));
        string tools = $$"""[{"type":"function","name":"weather","parameters":{{Schema}} }]""";
        var thought = new JsonObject { ["type"] = "reasoning", ["content"] = "Hm." };
        (string, object)[] chat =
        [
            ("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", "openai"), ("gen_ai.request.model", "m-1"),
            ("gen_ai.system_instructions", """[{"type":"text","content":"Be brief."}]"""),
            ("gen_ai.tool.definitions", tools), ("gen_ai.conversation.id", "conv-1"),
        ];

        Item item = OnlyItem(Otlp.Body(
            Otlp.Span(1, null, "chat m-1", [.. chat, ("gen_ai.input.messages", asked), ("gen_ai.output.messages",
                Otlp.Messages(Otlp.Assistant(Otlp.Call("c1", "weather", Call))))]),
            Otlp.Span(2, null, "execute_tool weather", ("gen_ai.operation.name", "execute_tool"),
                ("gen_ai.tool.name", "weather"), ("gen_ai.tool.call.id", "c1"), ("gen_ai.tool.call.arguments", Call),
                ("gen_ai.tool.call.result", Result)),
            Otlp.Span(3, null, "chat m-1", [.. chat, ("gen_ai.input.messages", told), ("gen_ai.output.messages",
                Otlp.Messages(Otlp.Assistant(thought, Answer)))])));

        ShouldBeTheWeather(item);
        item.SystemPrompt.ShouldBe("Be brief.");
        item.Metadata["model"].ShouldBe("m-1");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GenAI_events_of_before(bool inOneAttribute)
    {
        (string, (string, object)[]) Event(string name, string body) => inOneAttribute
            ? (name, [("gen_ai.system", (object)"openai"), ("gen_ai.event.content", body)])
            : (name,
            [
                .. from member in JsonNode.Parse(body)!.AsObject()
                   select (member.Key, (object)TextOf(member.Value!)),
            ]);

        string function = $$"""{"name":"weather","arguments":{{Quoted(Call)}} }""";
        string call = $$"""[{"id":"c1","type":"function","function":{{function}} }]""";
        var system = Event("gen_ai.system.message", """{"content":"Be brief."}""");
        var user = Event("gen_ai.user.message", $$"""{"content":"{{Question}}"}""");
        Item item = OnlyItem(Otlp.Body(
            Otlp.Span(1, null, "chat", ("gen_ai.operation.name", "chat")).WithEvents(
                system, user,
                Event("gen_ai.choice", $$$"""{"index":0,"message":{"role":"assistant","tool_calls":{{{call}}} } }""")),
            Otlp.Span(2, null, "chat", ("gen_ai.operation.name", "chat")).WithEvents(
                system, user,
                Event("gen_ai.assistant.message", $$"""{"tool_calls":{{call}} }"""),
                Event("gen_ai.tool.message", $$"""{"id":"c1","content":{{Quoted(Result)}} }"""),
                Event("gen_ai.choice", $$$"""{"index":0,"message":{"content":"{{{Answer}}}"} }"""))));

        ShouldBeTheWeather(item, withTools: false);
        item.SystemPrompt.ShouldBe("Be brief.");
    }

    [Fact]
    public void GenAI_contents_as_two_events()
    {
        Item item = OnlyItem(Otlp.Body(Otlp.Span(1, null, "chat", ("gen_ai.operation.name", "chat")).WithEvents(
            ("gen_ai.content.prompt", [("gen_ai.prompt", $$"""[{"role":"user","content":"{{Question}}"}]""")]),
            ("gen_ai.content.completion", [("gen_ai.completion", Answer)]))));

        (item.Input, item.Output).ShouldBe((Question, Answer));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OpenInference_flat_and_nested(bool isFlat)
    {
        string tool = $$$"""{"type":"function","function":{"name":"weather","parameters":{{{Schema}}} } }""";
        JsonObject llm1 = Otlp.Span(1, null, "ChatCompletion", ("openinference.span.kind", "LLM"),
            ("llm.model_name", "m-1"), ("llm.tools.0.tool.json_schema", tool),
            ("llm.input_messages.0.message.role", "user"), ("llm.input_messages.0.message.content", Question),
            ("llm.output_messages.0.message.role", "assistant"),
            ("llm.output_messages.0.message.tool_calls.0.tool_call.id", "c1"),
            ("llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "weather"),
            ("llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments", Call));
        JsonObject run = Otlp.Span(2, null, "weather", ("openinference.span.kind", "TOOL"), ("tool.name", "weather"),
            ("input.value", Call), ("output.value", Result));
        JsonObject llm2 = isFlat
            ? Otlp.Span(3, null, "ChatCompletion", ("openinference.span.kind", "LLM"), ("llm.model_name", "m-1"),
                ("llm.tools.0.tool.json_schema", tool),
                ("llm.input_messages.0.message.role", "user"), ("llm.input_messages.0.message.content", Question),
                ("llm.input_messages.1.message.role", "assistant"),
                ("llm.input_messages.1.message.tool_calls.0.tool_call.id", "c1"),
                ("llm.input_messages.1.message.tool_calls.0.tool_call.function.name", "weather"),
                ("llm.input_messages.1.message.tool_calls.0.tool_call.function.arguments", Call),
                ("llm.input_messages.2.message.role", "tool"), ("llm.input_messages.2.message.tool_call_id", "c1"),
                ("llm.input_messages.2.message.content", Result),
                ("llm.output_messages.0.message.role", "assistant"),
                ("llm.output_messages.0.message.contents.0.message_content.type", "text"),
                ("llm.output_messages.0.message.contents.0.message_content.text", Answer))
            : Otlp.Span(3, null, "ChatCompletion", ("openinference.span.kind", "LLM"), ("llm.model_name", "m-1"),
                ("llm.tools", $$"""[{"tool":{"json_schema":{{Quoted(tool)}} } }]"""),
                ("llm.input_messages", $$"""[{"message.role":"user","message.content":"{{Question}}"}]"""),
                ("llm.output_messages", $$$"""[{"message":{"role":"assistant","content":"{{{Answer}}}"} }]"""));

        Item item = OnlyItem(Otlp.Body(llm1, run, llm2));

        ShouldBeTheWeather(item);
        item.Metadata["model"].ShouldBe("m-1");
    }

    [Fact]
    public void OpenLLMetry()
    {
        Item item = OnlyItem(Otlp.Body(
            Otlp.Span(1, null, "openai.chat", ("llm.request.type", "chat"), ("gen_ai.request.model", "m-1"),
                ("llm.request.functions.0.name", "weather"), ("llm.request.functions.0.parameters", Schema),
                ("gen_ai.prompt.0.role", "user"), ("gen_ai.prompt.0.content", Question),
                ("gen_ai.completion.0.role", "assistant"), ("gen_ai.completion.0.tool_calls.0.id", "c1"),
                ("gen_ai.completion.0.tool_calls.0.name", "weather"),
                ("gen_ai.completion.0.tool_calls.0.arguments", Call)),
            Otlp.Span(2, null, "weather.tool", ("traceloop.span.kind", "tool"), ("traceloop.entity.name", "weather"),
                ("traceloop.entity.input", $$"""{"inputs":{{Call}} }"""), ("traceloop.entity.output", "wrapped")),
            Otlp.Span(3, null, "openai.chat", ("llm.request.type", "chat"), ("gen_ai.request.model", "m-1"),
                ("llm.request.functions.0.name", "weather"), ("llm.request.functions.0.parameters", Schema),
                ("gen_ai.prompt.0.role", "user"),
                ("gen_ai.prompt.0.content", $$"""[{"type":"text","text":"{{Question}}"}]"""),
                ("gen_ai.prompt.1.role", "assistant"), ("gen_ai.prompt.1.tool_calls.0.id", "c1"),
                ("gen_ai.prompt.1.tool_calls.0.name", "weather"), ("gen_ai.prompt.1.tool_calls.0.arguments", Call),
                ("gen_ai.prompt.2.role", "tool"), ("gen_ai.prompt.2.tool_call_id", "c1"),
                ("gen_ai.prompt.2.content", Result),
                ("gen_ai.completion.0.role", "assistant"), ("gen_ai.completion.0.content", Answer))));

        ShouldBeTheWeather(item);
    }

    [Fact]
    public void The_AI_SDK_of_Vercel()
    {
        string messages = $$"""[{"role":"user","content":[{"type":"text","text":"{{Question}}"}]}]""";
        string told = $$"""
            [{"role":"user","content":[{"type":"text","text":"{{Question}}"}]},
             {"role":"assistant","content":[
               {"type":"tool-call","toolCallId":"c1","toolName":"weather","args":{{Call}} }]},
             {"role":"tool","content":[
               {"type":"tool-result","toolCallId":"c1","toolName":"weather","result":{{Result}} }]}]
            """;
        string tool = $$"""{"type":"function","name":"weather","inputSchema":{{Schema}} }""";

        Item item = OnlyItem(Otlp.Body(
            Otlp.Span(1, null, "ai.generateText", ("ai.operationId", "ai.generateText"),
                ("ai.prompt", $$"""{"system":"Be brief.","prompt":"{{Question}}"}"""), ("ai.response.text", Answer)),
            Otlp.Span(2, 1, "ai.generateText.doGenerate", ("ai.operationId", "ai.generateText.doGenerate"),
                ("ai.prompt.messages", messages), ("ai.prompt.tools", (string[])[tool]), ("ai.model.id", "m-1"),
                ("ai.response.toolCalls", $$"""[{"toolCallId":"c1","toolName":"weather","args":{{Quoted(Call)}} }]""")),
            Otlp.Span(3, 1, "ai.toolCall", ("ai.operationId", "ai.toolCall"), ("ai.toolCall.name", "weather"),
                ("ai.toolCall.id", "c1"), ("ai.toolCall.args", Call), ("ai.toolCall.result", Result)),
            Otlp.Span(4, 1, "ai.generateText.doGenerate", ("ai.operationId", "ai.generateText.doGenerate"),
                ("ai.prompt.messages", told), ("ai.prompt.tools", (string[])[tool]), ("ai.response.text", Answer))));

        ShouldBeTheWeather(item);
        item.Metadata["span_id"].ShouldBe(Otlp.IdOf(4));
    }

    [Fact]
    public void Documented_messages_with_bare_spans()
    {
        Item item = TraceReading.ItemsOf($$$"""
            {"trace_id":"t","messages":[
              {"role":"system","content":"Be brief."},
              {"role":"user","content":"{{{Question}}}"},
              {"role":"assistant","content":null,"tool_calls":[{"id":"c1","name":"weather","args":{{{Call}}} }]},
              {"role":"tool","tool_call_id":"c1","content":{{{Quoted(Result)}}} },
              {"role":"assistant","content":[{"type":"text","text":"{{{Answer}}}"}]}],
             "spans":{"l":{"name":"openai.chat","kind":"llm","model":"m-1","output":"{{{Answer}}}",
               "tools":[{"name":"weather","parameters":{{{Schema}}} }]} } }
            """).Single();

        ShouldBeTheWeather(item);
        item.SystemPrompt.ShouldBe("Be brief.");
        item.Metadata["span_id"].ShouldBe("l");
    }

    [Theory]
    [InlineData("""{"type":"human","content":"Q"}""", """{"type":"ai","content":"A"}""")]
    [InlineData(
        """{"lc":1,"type":"constructor","id":["HumanMessage"],"kwargs":{"content":"Q","type":"human"}}""",
        """{"lc":1,"type":"constructor","id":["AIMessage"],"kwargs":{"content":"A","type":"ai"}}""")]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"Q"},{"type":"image_url"}]}""",
        """{"role":"model","parts":[{"text":"A"}]}""")]
    [InlineData("""{"role":"USER","content":{"text":"Q"}}""", """{"message":{"role":"assistant","content":"A"}}""")]
    public void Messages_of_many_clients_are_read(string user, string assistant)
    {
        Item item = TraceReading.ItemsOf($$"""{"trace_id":"t","messages":[{{user}},{{assistant}}]}""").Single();

        (item.Input, item.Output).ShouldBe(("Q", "A"));
    }

    [Fact]
    public void Calls_and_results_among_the_parts_of_messages_are_found()
    {
        Item item = TraceReading.ItemsOf("""
            {"trace_id":"t","messages":[
              {"role":"user","content":"Q"},
              {"role":"assistant","content":[{"type":"text","text":"Let me see."},
                {"type":"tool_use","id":"u1","name":"f","input":{"x":1}}]},
              {"role":"user","content":[
                {"type":"tool_result","tool_use_id":"u1","content":[{"type":"text","text":"R"}]}]},
              {"role":"assistant","content":"A"}]}
            """).Single();

        item.Output.ShouldBe("A");
        item.ToolCalls.Single().ShouldBe(new ToolCall("f", """{"x":1}""") { Id = "u1", Output = "R" });
    }

    private static void ShouldBeTheWeather(Item item, bool withTools = true)
    {
        (item.Input, item.Output).ShouldBe((Question, Answer));
        ToolCall call = item.ToolCalls.ShouldHaveSingleItem();
        (call.Name, call.Output, call.Error).ShouldBe(("weather", Result, null));
        JsonNode.DeepEquals(JsonNode.Parse(call.Arguments), JsonNode.Parse(Call)).ShouldBeTrue(call.Arguments);
        if (withTools)
        {
            ToolDefinition tool = item.Tools.ShouldHaveSingleItem();
            tool.Name.ShouldBe("weather");
            tool.Parameters!.Value.GetRawText().ShouldBe(Schema);
        }
    }

    private static Item OnlyItem(JsonObject body) => TraceReading.ItemsOf(body).ShouldHaveSingleItem();

    private static string Quoted(string text) => JsonValue.Create(text)!.ToJsonString();

    private static string TextOf(JsonNode value) =>
        value is JsonValue text && text.TryGetValue(out string? words) ? words : value.ToJsonString();
}
