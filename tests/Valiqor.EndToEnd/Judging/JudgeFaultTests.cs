using System.Globalization;
using Valiqor.Client;
using Valiqor.StandInModel;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Judging;

/// <summary>
/// A model server at its worst: each kind of fault meets one request in twenty. <c>VALIQOR_JUDGE_ITEMS</c> asks for
/// more items than the suite has time for.
/// </summary>
public sealed class JudgeFaultTests(AzuriteFixture azurite)
{
    private const int AnswerTries = 3;

    private static readonly string[] Kinds =
    [
        Faults.RateLimited, Faults.ServerError, Faults.Unavailable, Faults.Never, Faults.Dropped, Faults.MalformedBody,
        Faults.TruncatedBody, Faults.TruncatedVerdict, Faults.Refusal, Faults.Empty, Faults.Prose, Faults.Slow,
    ];

    private static int Items => int.Parse(
        Environment.GetEnvironmentVariable("VALIQOR_JUDGE_ITEMS") ?? "240", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Every_item_ends_in_a_defined_tag_and_the_tokens_add_up()
    {
        var control = new StandInControl
        {
            Faults = Kinds.ToDictionary(kind => kind, _ => 0.05),
            RetryAfterSeconds = 0.05,
            SlowMs = 100,
            Seed = 3,
        };
        await using JudgedService service = await JudgedService.StartAsync(
            azurite,
            control,
            ("Model__MaxConcurrency", "64"),
            ("Model__TimeoutSeconds", "1"),
            ("Model__Attempts", "4"),
            ("AnswerTries", AnswerTries.ToString(CultureInfo.InvariantCulture)),
            ("CacheDays", "0"));
        string[] items = JudgedService.Items(Items, "faulty");

        RunResult run = await service.RunAsync("faults", items);

        StandInLog log = await service.Model.LogAsync();
        run.Status.ShouldBe(RunStatus.Completed);
        run.Summary!.TotalItems.ShouldBe(Items);
        (run.Judge!.ItemsJudged + run.Judge.ItemsNotJudged).ShouldBe(Items);
        run.Judge.ItemsJudged!.Value.ShouldBeGreaterThan(Items * 8 / 10);
        run.TokensUsed.ShouldBe(log.PromptTokens + log.CompletionTokens);
        run.Judge.PromptTokens.ShouldBe(log.PromptTokens);
        await EveryItemIsDecidedAsync(service, run);

        var questions = log.Requests.GroupBy(request => request.Hash).ToList();
        questions.Count.ShouldBe(Items, "no item is lost, and none is asked about in two ways");
        questions.ShouldAllBe(asked => asked.Count() <= 4 * AnswerTries);
        foreach (var asked in questions)
        {
            // Nothing is asked again after an answer that could be used.
            asked.OrderBy(request => request.Try).SkipLast(1)
                .ShouldAllBe(request => request.Behaviour != Faults.None && request.Behaviour != Faults.Slow);
        }
    }

    /// <summary>Each item has one decision for each detector that ran, and an open one says why.</summary>
    private static async Task EveryItemIsDecidedAsync(JudgedService service, RunResult run)
    {
        var decided = new HashSet<(int, string)>();
        await foreach (FailureTag tag in service.Client.GetTagsAsync(run.RunId, new TagFilter()))
        {
            decided.Add((tag.ItemIndex, tag.SubcategoryId)).ShouldBeTrue();
            tag.Decision.ShouldBeOneOf("fail", "pass", "unsure");
            if (tag is { Decision: "unsure", JudgeDecision: null, JudgeRationale: { } why })
            {
                why.ShouldEndWith(".");
            }
        }

        decided.Select(tag => tag.Item1).Distinct().Count().ShouldBe(Items);
    }
}
