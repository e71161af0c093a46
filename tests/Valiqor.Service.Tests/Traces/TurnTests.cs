using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Valiqor.Analysis.Items;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Traces;

/// <summary>Which spans make one item, and what belongs to it.</summary>
public sealed class TurnTests
{
    [Fact]
    public void A_loop_of_model_and_tool_is_one_turn_and_the_next_question_the_next()
    {
        var first = Otlp.User("Where is order 7?");
        var call = Otlp.Assistant(Otlp.Call("c1", "find_order", """{"id":7}"""));
        var told = Otlp.Tool("c1", "in Lyon");
        var answer = Otlp.Assistant("Order 7 is in Lyon.");
        var second = Otlp.User("And order 8?");

        ImmutableArray<Item> items = TraceReading.ItemsOf(Otlp.Body(
            Chat(1, null, [first], call),
            Tool(2, null, "find_order", "c1", "in Lyon"),
            Chat(3, null, [first, call, told], answer),
            Tool(4, null, "find_order", "c2", "in Bern"),
            Chat(5, null, [first, call, told, answer, second], Otlp.Assistant("Order 8 is in Bern."))));

        items.Select(item => $"{item.Id}: {item.Input} {item.Output}").ShouldBe(
        [
            $"{Otlp.TraceId}#1: Where is order 7? Order 7 is in Lyon.",
            $"{Otlp.TraceId}#2: And order 8? Order 8 is in Bern.",
        ]);
        items.Select(item => item.ToolCalls.Single().Output).ShouldBe(["in Lyon", "in Bern"]);
    }

    [Fact]
    public void Calls_of_a_model_that_share_nothing_but_the_question_are_turns_of_their_own()
    {
        ImmutableArray<Item> items = TraceReading.ItemsOf(Otlp.Body(
            Chat(1, null, [Otlp.User("Say hi.")], Otlp.Assistant("Hi.")),
            Chat(2, null, [Otlp.User("Say hi.")], Otlp.Assistant("Hi there."))));

        items.Select(item => item.Output).ShouldBe(["Hi.", "Hi there."]);
    }

    [Fact]
    public void A_span_with_question_and_answer_around_the_work_is_the_turn()
    {
        ImmutableArray<Item> items = TraceReading.ItemsOf(Otlp.Body(
            Otlp.Span(1, null, "POST /chat"),
            Chain(2, 1, """{"messages":[{"role":"user","content":"Is it open?"}]}""", """{"answer":"Yes, until 9."}"""),
            Chat(3, 2, [Otlp.User("Rewrite as a search: Is it open?")], Otlp.Assistant("opening hours")),
            Retriever(4, 2, "opening hours", "We are open until 9.", "We are in Lyon."),
            Chat(5, 2, [Otlp.User("We are open until 9. Question: Is it open?")], Otlp.Assistant("Yes, until 9."))));

        Item item = items.ShouldHaveSingleItem();
        (item.Input, item.Output).ShouldBe(("Is it open?", "Yes, until 9."));
        item.Context.ShouldBe(["We are open until 9.", "We are in Lyon."]);
        item.Metadata["span_id"].ShouldBe(Otlp.IdOf(5));
    }

    [Fact]
    public void Several_agents_under_one_request_are_turns_in_their_order()
    {
        ImmutableArray<Item> items = TraceReading.ItemsOf(Otlp.Body(
            Otlp.Span(1, null, "session"),
            Agent(4, 1, "Second?", "Two."),
            Agent(2, 1, "First?", "One."),
            Chat(3, 2, [Otlp.User("First?")], Otlp.Assistant("One.")),
            Chat(5, 4, [Otlp.User("Second?")], Otlp.Assistant("Two."))));

        items.Select(item => item.Input).ShouldBe(["First?", "Second?"]);
    }

    [Fact]
    public void What_a_tool_does_inside_is_its_own_matter_but_its_passages_count()
    {
        ImmutableArray<Item> items = TraceReading.ItemsOf(Otlp.Body(
            Chat(1, null, [Otlp.User("Who won?")], Otlp.Assistant(Otlp.Call("c1", "research", """{"q":"winner"}"""))),
            Tool(2, null, "research", "c1", "Ada won."),
            Agent(3, 2, "Find the winner.", "Ada won."),
            Chat(4, 3, [Otlp.User("Find the winner.")], Otlp.Assistant(Otlp.Call("c9", "search", "{}"))),
            Tool(5, 3, "search", "c9", "nothing"),
            Retriever(6, 3, "winner", "Ada won the race."),
            Chat(7, null, [Otlp.User("Who won?"), Otlp.Assistant(Otlp.Call("c1", "research", """{"q":"winner"}""")),
                Otlp.Tool("c1", "Ada won.")], Otlp.Assistant("Ada."))));

        Item item = items.ShouldHaveSingleItem();
        item.ToolCalls.Single().Name.ShouldBe("research");
        item.Context.ShouldBe(["Ada won the race."]);
    }

    [Fact]
    public void Calls_without_ids_are_joined_by_name_and_order()
    {
        JsonObject Model(int id, string messages, string output) => Otlp.Span(id, null, "llm",
            ("openinference.span.kind", "LLM"), ("llm.input_messages", messages), ("llm.output_messages", output));
        JsonObject Ran(int id, string city, string output) => Otlp.Span(id, null, "weather",
            ("openinference.span.kind", "TOOL"), ("tool.name", "weather"),
            ("input.value", city), ("output.value", output));
        string Asks(string city) => $$"""
            {"message.role":"assistant","message.tool_calls":[
              {"tool_call.function.name":"weather","tool_call.function.arguments":"{{city}}"}]}
            """;
        const string User = """{"message.role":"user","message.content":"Oslo, Rome, Oslo again?"}""";
        const string Told = """{"message.role":"tool","message.content":"told","message.name":"weather"}""";

        Item item = TraceReading.ItemsOf(Otlp.Body(
            Model(1, $"[{User}]", $"[{Asks("Oslo")}]"),
            Ran(2, "Oslo", "4"),
            Model(3, $"[{User},{Asks("Oslo")},{Told}]", $"[{Asks("Rome")}]"),
            Ran(4, "Rome", "19"),
            Model(5, $"[{User},{Asks("Oslo")},{Told},{Asks("Rome")},{Told}]", $"[{Asks("Oslo")}]"),
            Ran(6, "Oslo", "5"),
            Model(7, $"[{User},{Asks("Oslo")},{Told},{Asks("Rome")},{Told},{Asks("Oslo")},{Told}]",
                """[{"message.role":"assistant","message.content":"Done."}]"""))).ShouldHaveSingleItem();

        item.ToolCalls.Select(call => call.Arguments).ShouldBe(["Oslo", "Rome", "Oslo"]);
        item.ToolCalls.ShouldAllBe(call => call.Output == "told");
    }

    [Fact]
    public void A_failed_tool_has_its_error_and_what_the_model_was_told()
    {
        Item item = TraceReading.ItemsOf(Otlp.Body(
            Chat(1, null, [Otlp.User("Cancel it.")], Otlp.Assistant(Otlp.Call("c1", "cancel", "{}"))),
            Tool(2, null, "cancel", "c1", null).WithError("no answer").WithEvents(
                ("exception", [("exception.type", "TimeoutError"), ("exception.message", "no answer")])),
            Chat(3, null, [Otlp.User("Cancel it."), Otlp.Assistant(Otlp.Call("c1", "cancel", "{}")),
                Otlp.Tool("c1", "it timed out")], Otlp.Assistant("Done!")))).Single();

        ToolCall call = item.ToolCalls.Single();
        (call.Output, call.Error).ShouldBe(("it timed out", "TimeoutError: no answer"));
    }

    [Fact]
    public void A_rerankers_choice_takes_the_place_of_what_it_chose_from()
    {
        Item item = TraceReading.ItemsOf(Otlp.Body(
            Chain(1, null, "Q?", "A."),
            Retriever(2, 1, "Q?", "one", "two", "three"),
            Otlp.Span(3, 1, "rerank", ("openinference.span.kind", "RERANKER"),
                ("reranker.output_documents.0.document.content", "three"),
                ("reranker.output_documents.1.document.content", "one")),
            Retriever(4, 1, "more", "four", "one"))).Single();

        item.Context.ShouldBe(["three", "one", "four"]);
    }

    [Fact]
    public void A_prompt_filled_with_passages_is_not_the_users_question()
    {
        const string Passage = "The museum is closed on Mondays.";

        Item item = TraceReading.ItemsOf(Otlp.Body(
            Retriever(1, null, "is the museum open on monday", Passage),
            Chat(2, null, [Otlp.User($"Use this: {Passage}\n\nQuestion: Is the museum open on Monday")],
                Otlp.Assistant("No.")))).Single();

        item.Input.ShouldBe("is the museum open on monday");
    }

    [Fact]
    public void An_agent_that_died_without_an_answer_has_an_empty_one()
    {
        TraceReading.ItemsOf(Otlp.Body(
            Otlp.Span(1, null, "invoke_agent", ("gen_ai.operation.name", "invoke_agent"),
                ("gen_ai.input.messages", Otlp.Messages(Otlp.User("Help!")))).WithError("rate limit")))
            .Single().Output.ShouldBe("");
        TraceReading.ItemsOf(Otlp.Body(
            Otlp.Span(1, null, "invoke_agent", ("gen_ai.operation.name", "invoke_agent"),
                ("gen_ai.input.messages", Otlp.Messages(Otlp.User("Help!"))))))
            .ShouldBeEmpty("it may still be at work");
    }

    [Fact]
    public void Parents_that_are_missing_or_in_a_ring_lose_nothing()
    {
        ImmutableArray<Item> items = TraceReading.ItemsOf(Otlp.Body(
            Chat(1, 99, [Otlp.User("One?")], Otlp.Assistant("1.")),
            Chat(2, 3, [Otlp.User("Two?")], Otlp.Assistant("2.")),
            Chat(3, 2, [Otlp.User("Three?")], Otlp.Assistant("3.")),
            Chat(4, 4, [Otlp.User("Four?")], Otlp.Assistant("4."))));

        items.Select(item => item.Output).ShouldBe(["1.", "2.", "3.", "4."]);
    }

    [Fact]
    public void A_recorded_conversation_gets_its_spans_by_the_answers()
    {
        const string Body = """
            {"trace_id":"t","messages":[
              {"role":"user","content":"One?"},{"role":"assistant","content":"Eins."},
              {"role":"user","content":"Two?"},{"role":"assistant","content":"Zwei."}],
             "spans":[
              {"span_id":"r1","name":"rag.retrieval","documents":["about one"]},
              {"span_id":"l1","name":"llm.call","response":"Eins."},
              {"span_id":"r2","name":"rag.retrieval","documents":["about two"]},
              {"span_id":"l2","name":"llm.call","response":"Zwei.","model":"m-2"}],
             "retrievals":[
              {"query":"two?","documents":[{"content":"more on two"}]},{"span_id":"r1","results":["more on one"]}]}
            """;

        ImmutableArray<Item> items = TraceReading.ItemsOf(Body);

        items[0].Context.ShouldBe(["about one", "more on one"]);
        items[1].Context.ShouldBe(["about two", "more on two"]);
        items[1].Metadata["model"].ShouldBe("m-2");
    }

    [Fact]
    public void A_recorded_conversation_gets_its_spans_by_their_times()
    {
        const string Body = """
            {"trace_id":"t","messages":[
              {"role":"user","content":"One?","timestamp":"2026-03-01T10:00:00Z"},
              {"role":"assistant","content":"Eins."},
              {"role":"user","content":"Two?","timestamp":1772359260},{"role":"assistant","content":"Zwei."}],
             "spans":{
              "b":{"name":"tool.f","start_time":"2026-03-01T10:01:02Z","result":"second"},
              "a":{"name":"tool.f","start_time":1772359202000,"result":"first"}}}
            """;

        ImmutableArray<Item> items = TraceReading.ItemsOf(Body);

        items.Select(item => item.ToolCalls.Single().Output).ShouldBe(["first", "second"]);
    }

    [Fact]
    public void A_schema_asked_of_the_model_becomes_the_items()
    {
        Item item = TraceReading.ItemsOf(Otlp.Body(Otlp.Span(1, null, "llm", ("openinference.span.kind", "LLM"),
            ("llm.invocation_parameters",
                """{"response_format":{"type":"json_schema","json_schema":{"schema":{"type":"object"}}}}"""),
            ("llm.input_messages.0.message.role", "user"), ("llm.input_messages.0.message.content", "Q"),
            ("llm.output_messages.0.message.content", "A"),
            ("llm.output_messages.0.message.role", "assistant")))).Single();

        item.OutputSchema!.Value.GetRawText().ShouldBe("""{"type":"object"}""");
    }

    [Theory]
    [InlineData("""{"trace_id":"t"}""")]
    [InlineData("""{"trace_id":"t","messages":[{"role":"user","content":"Hello?"}]}""")]
    [InlineData("""{"trace_id":"t","messages":[{"role":"assistant","content":"Hello."}]}""")]
    [InlineData("""{"trace_id":"t","spans":{"a":{"name":"GET /","attributes":{"http.method":"GET"}}}}""")]
    [InlineData("""{"trace_id":"t","spans":{"a":{"name":"chat","attributes":{"gen_ai.operation.name":"chat"}}}}""")]
    public void A_trace_in_which_nobody_is_answered_has_no_items(string body) =>
        TraceReading.ItemsOf(body).ShouldBeEmpty();

    private static JsonObject Chat(
        int id,
        int? parent,
        (string Role, object[] Parts)[] input,
        (string Role, object[] Parts) output) =>
        Otlp.Span(id, parent, "chat",
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.input.messages", Otlp.Messages(input)),
            ("gen_ai.output.messages", Otlp.Messages(output)));

    private static JsonObject Tool(int id, int? parent, string name, string callId, string? result) =>
        Otlp.Span(id, parent, $"execute_tool {name}",
            [
                ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", name), ("gen_ai.tool.call.id", callId),
                .. result is null ? (ReadOnlySpan<(string, object)>)[] : [("gen_ai.tool.call.result", result)],
            ]);

    private static JsonObject Agent(int id, int? parent, string input, string output) =>
        Otlp.Span(id, parent, "invoke_agent",
            ("gen_ai.operation.name", "invoke_agent"),
            ("gen_ai.input.messages", Otlp.Messages(Otlp.User(input))),
            ("gen_ai.output.messages", Otlp.Messages(Otlp.Assistant(output))));

    private static JsonObject Chain(int id, int? parent, string input, string output) =>
        Otlp.Span(id, parent, "chain",
            ("openinference.span.kind", "CHAIN"), ("input.value", input), ("output.value", output));

    private static JsonObject Retriever(int id, int? parent, string query, params string[] passages) =>
        Otlp.Span(id, parent, "retrieve",
            [
                ("openinference.span.kind", "RETRIEVER"), ("input.value", query),
                .. passages.Select((text, i) => ($"retrieval.documents.{i}.document.content", (object)text)),
            ]);
}
