using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Judging;

namespace Valiqor.Analysis.Tests.Judging;

/// <summary>
/// Items that talk to their judge, and answers that are not what was asked for. In the cases, <c>$PASS</c> is what a
/// judge answers that was fooled, <c>$FAIL</c> one that was not, and <c>$CODE</c> the item's code.
/// </summary>
public sealed class AttackTests
{
    private static readonly string[] Criteria = ["task_not_followed", "unsafe_content"];

    public static IEnumerable<TheoryDataRow<string, string>> Attacks() =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Judging", "attacks.jsonl"))
        select new TheoryDataRow<string, string>((string)JsonNode.Parse(line)!["why"]!, line);

    [Theory]
    [MemberData(nameof(Attacks))]
    public void An_attack_ends_in_a_defined_verdict_and_is_counted(string why, string line)
    {
        JsonNode row = JsonNode.Parse(line)!;
        Item item = Some.Item(JsonDocument.Parse(row["item"]!.ToJsonString()).RootElement);
        JudgePrompt prompt = Questions.About(item, Criteria);
        string answer = ((string)row["answer"]!)
            .Replace("$PASS", Questions.Answer(prompt, "pass"), StringComparison.Ordinal)
            .Replace("$FAIL", Questions.Answer(prompt, "fail", item.Output[..6]), StringComparison.Ordinal)
            .Replace("$CODE", prompt.ItemCode, StringComparison.Ordinal);

        JudgeReading reading = VerdictReader.Read(answer, prompt, item);

        Wire.Name(reading.Verdicts["task_not_followed"].Decision).ShouldBe((string)row["expect"]!, why);
        reading.Verdicts.Keys.Order().ShouldBe(Criteria.Order());
        reading.Faults.Select(fault => Wire.Name(fault)).Order()
            .ShouldBe(row["faults"]!.AsArray().Select(fault => (string)fault!).Order(), why);
        reading.Verdicts.Values.ShouldAllBe(verdict => verdict.Rationale.Length > 0 || !verdict.IsMissing);
    }

    [Fact]
    public void Whatever_a_model_answers_every_criterion_has_a_verdict_or_a_reason()
    {
        Item item = Some.Item(output: "Sales rose by 4 %.");
        JudgePrompt prompt = Questions.About(item, Criteria);
        string good = Questions.Answer(prompt, "fail", "Sales rose");
        Gen<string> answers =
            from cut in Gen.Int[0, good.Length]
            from noise in Gen.String[Gen.Char["{}[]\",:0eE\\u d8passfail\ud800\0"], 0, 12]
            from drop in Gen.Int[0, 20]
            select good[..cut] + noise + good[Math.Min(good.Length, cut + drop)..];
        answers.Sample(
            answer =>
            {
                JudgeReading reading = VerdictReader.Read(answer, prompt, item);
                return reading.Verdicts.Count == Criteria.Length
                    && reading.Verdicts.Values.All(verdict => verdict.Confidence is >= 0 and <= 1)
                    && reading.Metrics.Values.All(value => value is >= 0 and <= 1)
                    && reading.Verdicts.Values
                        .All(verdict => !verdict.IsMissing || verdict.Decision == Decision.Unsure);
            },
            iter: 5_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("It depends.")]
    [InlineData("{\"item_code\": \"of another item\", \"metrics\": {\"coherence\": 1}}")]
    [InlineData("{\"item_code\": \"$CODE\", \"metrics\": {\"coher")]
    public void An_answer_about_metrics_alone_that_cannot_be_read_is_not_worth_keeping(string answer)
    {
        Item item = Some.Item(output: "Sales rose by 4 %.");
        JudgePrompt prompt = Questions.About(item);

        VerdictReader.Read(answer.Replace("$CODE", prompt.ItemCode), prompt, item).IsComplete.ShouldBeFalse();
        const string whole = """{"item_code": "$CODE", "metrics": {"coherence": 1}}""";
        VerdictReader.Read(whole.Replace("$CODE", prompt.ItemCode), prompt, item).IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void An_answer_of_megabytes_is_read_or_given_up_and_never_feared()
    {
        Item item = Some.Item(output: "Sales rose by 4 %.");
        JudgePrompt prompt = Questions.About(item, Criteria);
        foreach (string piece in (string[])["{", "[", "\"", "{\"item_code\":", "a", "\\", "{}", "}{"])
        {
            string answer = string.Concat(Enumerable.Repeat(piece, 2_000_000 / piece.Length));

            JudgeReading reading = VerdictReader.Read(answer, prompt, item);

            reading.Verdicts.Values.ShouldAllBe(verdict => verdict.IsMissing);
        }
    }
}
