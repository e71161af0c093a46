using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Valiqor.Service.Models;
using Valiqor.StandInModel;
using Valiqor.Testing;
using Valiqor.Text.JsonSchema;

namespace Valiqor.Service.Tests.Judging.Models;

/// <summary>What tests with the stand-in rely on.</summary>
public sealed class StandInTests(StandInProcess model) : IClassFixture<StandInProcess>
{
    private const string Schema = """
        {
          "type": "object", "additionalProperties": false,
          "required": ["verdicts", "score", "steps", "note", "tree", "kind", "at"],
          "properties": {
            "verdicts": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"$ref": "#/$defs/verdict"}},
            "score": {"type": "number", "minimum": 0.25, "maximum": 0.75},
            "steps": {"type": "integer", "exclusiveMinimum": 3, "maximum": 5},
            "note": {"type": ["string", "null"], "minLength": 30, "maxLength": 40},
            "tree": {"$ref": "#/$defs/tree"},
            "kind": {"const": "a kind"},
            "at": {"type": "string", "format": "date-time"}
          },
          "$defs": {
            "verdict": {
              "type": "object", "additionalProperties": false, "required": ["decision", "quote", "sure"],
              "properties": {
                "decision": {"enum": ["fail", "pass", "unsure"]},
                "quote": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                "sure": {"type": "boolean"}
              }
            },
            "tree": {
              "type": "object", "additionalProperties": false, "required": ["left", "leaves"],
              "properties": {
                "left": {"anyOf": [{"$ref": "#/$defs/tree"}, {"type": "null"}]},
                "leaves": {"type": "array", "items": {"$ref": "#/$defs/tree"}}
              }
            }
          }
        }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_answers_are_valid_and_differ()
    {
        await model.ObeyAsync(new StandInControl());
        await using Asking asking = Asking.Of(model.Url);
        SchemaValidator validator = SchemaValidator.Compile(JsonElement.Parse(Schema));

        ModelAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => asking.AskAsync(
            Asking.Question($"Is {number} even, as the answer says?") with { Schema = Schema })));

        foreach (ModelAnswer answer in answers)
        {
            validator.Validate(JsonElement.Parse(answer.Text)).IsValid.ShouldBeTrue(answer.Text);
        }

        answers.Select(answer => answer.Text).Distinct().Count().ShouldBeGreaterThan(40);
        (await asking.AskAsync(Asking.Question("Is 7 even, as the answer says?") with { Schema = Schema })).Text
            .ShouldBe(answers[7].Text, "the same question has the same answer");
    }

    [Fact]
    public async Task The_same_questions_meet_the_same_faults()
    {
        var control = new StandInControl
        {
            Faults = new Dictionary<string, double> { [Faults.ServerError] = 0.3, [Faults.Empty] = 0.2 },
            Seed = 5,
        };
        string[] first = await BehavioursAsync(control);
        string[] second = await BehavioursAsync(control);
        string[] other = await BehavioursAsync(control with { Seed = 6 });

        second.ShouldBe(first);
        other.ShouldNotBe(first);
        first.Count(behaviour => behaviour == Faults.None).ShouldBeInRange(10, 30);
    }

    [Fact]
    public async Task A_script_has_the_first_word()
    {
        await model.ObeyAsync(new StandInControl
        {
            Verdicts =
            [
                new Verdict("orchids", new JsonObject { ["decision"] = "fail", ["confidence"] = 1, ["quote"] = null }),
                new Verdict("roses", "no JSON"),
                new Verdict("thistles", Fault: Faults.Refusal),
            ],
        });
        await using Asking asking = Asking.Of(model.Url);

        (await asking.AskAsync("The orchids?")).Text.ShouldBe("""{"decision":"fail","confidence":1,"quote":null}""");
        (await asking.AskAsync("The roses?")).Text.ShouldBe("no JSON");
        (await asking.AskAsync("The thistles?")).Refusal.ShouldNotBeNull();
        (await asking.AskAsync("The lilies?")).Text.ShouldContain("decision");
    }

    [Fact]
    public async Task A_schema_that_OpenAI_would_not_take_as_strict_is_refused()
    {
        await model.ObeyAsync(new StandInControl());
        await using Asking asking = Asking.Of(model.Url, ("AnswerFormat", "json_schema"));
        ModelRequest loose = Asking.Question() with
        {
            Schema = """{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false}""",
        };

        ModelUnavailableException failure =
            await Should.ThrowAsync<ModelUnavailableException>(asking.AskAsync(loose));

        failure.Message.ShouldContain("'required' is required to be supplied");
    }

    [Fact]
    public async Task A_long_prompt_is_cached_from_its_second_time_on()
    {
        await model.ObeyAsync(new StandInControl());
        await using Asking asking = Asking.Of(model.Url);
        ModelRequest request = Asking.Question() with
        {
            System = string.Join(' ', Enumerable.Repeat("Judge with care.", 400)),
        };

        ModelAnswer first = await asking.AskAsync(request);
        ModelAnswer second = await asking.AskAsync(request with { User = "Is the sea blue?" });

        first.Use.CachedPrompt.ShouldBe(0);
        second.Use.CachedPrompt.ShouldBeInRange(1_024, second.Use.Prompt);
        (await model.LogAsync()).CachedTokens.ShouldBe(second.Use.CachedPrompt);
    }

    [Fact]
    public async Task Models_are_listed_to_who_has_a_key()
    {
        await model.ObeyAsync(new StandInControl { Keys = ["sk-one"], Models = ["small", "large"] });
        using var http = new HttpClient(new SocketsHttpHandler());

        using HttpResponseMessage closed = await http.GetAsync(new Uri(model.Url, "v1/models"), Stop);
        http.DefaultRequestHeaders.Authorization = new("Bearer", "sk-one");
        JsonNode open = (await http.GetFromJsonAsync<JsonNode>(new Uri(model.Url, "v1/models"), Stop))!;

        closed.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        open["data"]!.AsArray().Select(one => one!["id"]!.GetValue<string>()).ShouldBe(["small", "large"]);
    }

    [Theory]
    [InlineData("""{"dialect": "klingon"}""", "There is no dialect 'klingon'.")]
    [InlineData("""{"faults": {"meteor": 1}}""", "There is no fault 'meteor'.")]
    [InlineData("""{"fault": {}}""", "fault")]
    public async Task A_control_that_says_nothing_it_knows_is_refused(string control, string words)
    {
        using var http = new HttpClient(new SocketsHttpHandler());

        using HttpResponseMessage answer = await http.PutAsync(
            new Uri(model.Url, "control"), new StringContent(control), Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain(words);
    }

    [Fact]
    public async Task It_ends_with_whoever_started_it()
    {
        var other = new StandInProcess();
        await other.InitializeAsync();
        using Process process = Process.GetProcessById(other.ProcessId);

        await other.DisposeAsync();

        process.HasExited.ShouldBeTrue();
    }

    private async Task<string[]> BehavioursAsync(StandInControl control)
    {
        await model.ObeyAsync(control);
        await using Asking asking = Asking.Of(model.Url, ("Attempts", "1"));
        for (int number = 0; number < 40; number++)
        {
            try
            {
                await asking.AskAsync($"Is {number} even?");
            }
            catch (ModelUnavailableException)
            {
                // The log has it.
            }
        }

        return [.. (await model.LogAsync()).Requests.Select(request => request.Behaviour)];
    }
}
