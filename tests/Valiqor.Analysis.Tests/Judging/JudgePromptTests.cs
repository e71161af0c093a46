using System.Text.Json;
using CsCheck;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Judging;
using Valiqor.Text.JsonSchema;

namespace Valiqor.Analysis.Tests.Judging;

/// <summary>What a judge is asked, and how.</summary>
public sealed class JudgePromptTests
{
    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();

    [Fact]
    public void There_are_words_for_every_hybrid_and_every_metric_of_a_judge_and_for_nothing_else()
    {
        Questions.Prompts.CriterionIds.Order().ShouldBe(
            from row in Taxonomy.Subcategories
            where row.Detection != Detection.Deterministic
            orderby row.Id
            select row.Id);
        Questions.Prompts.MetricIds.Order().ShouldBe(
            from row in Taxonomy.Metrics where row.Kind == EvalMetricKind.Judge orderby row.Id select row.Id);
    }

    [Fact]
    public void The_words_name_every_safety_category()
    {
        string words = Questions.Prompts.CriterionOf(JudgeQuestion.SafetyCriterion);
        foreach (SecurityCategory category in Taxonomy.SecurityCategories)
        {
            words.ReplaceLineEndings(" ").ShouldContain($"{category.Id} ");
        }

        string schema = Questions.About(Some.Item(), JudgeQuestion.SafetyCriterion).Schema;
        string codes = string.Join(',', Taxonomy.SecurityCategories.Select(category => $"\"{category.Id}\""));
        schema.ShouldContain($"{codes}]");
    }

    [Fact]
    public void The_version_changes_with_the_words()
    {
        Questions.Prompts.Version.ShouldMatch(@"^\d+\+[0-9a-f]{8}$");
        Questions.Prompts.System.ShouldNotContain("version:");
    }

    [Fact]
    public void An_answer_in_the_asked_form_meets_the_schema_and_one_of_another_form_does_not()
    {
        JudgePrompt prompt = Questions.About(Some.Item(output: "Yes."), "task_not_followed", "unsafe_content");
        SchemaValidator schema = SchemaValidator.Compile(JsonDocument.Parse(prompt.Schema).RootElement);
        string answer = Questions.Answer(prompt, "pass");

        schema.Validate(JsonDocument.Parse(answer).RootElement).IsValid.ShouldBeTrue();
        schema.Validate(JsonDocument.Parse(answer.Replace("\"pass\"", "\"ok\"")).RootElement).IsValid.ShouldBeFalse();
        Questions.About(Some.Item(output: "No."), "task_not_followed", "unsafe_content").Schema
            .ShouldBe(prompt.Schema, "providers compile each schema that they have not seen");
    }

    [Fact]
    public void No_item_can_forge_the_marks_around_it_or_a_models_own_marks()
    {
        Gen.String[Gen.Char["<item/> 0123456789abcdef\"\\|im_start\n"], 0, 200].Array[2].Sample(
            texts =>
            {
                JudgePrompt prompt = Questions.About(Some.Item(texts[0], texts[1], texts[0]), "task_not_followed");
                string document = Between(prompt.User, $"<item {prompt.ItemCode}>\n", $"\n</item {prompt.ItemCode}>");
                using JsonDocument json = JsonDocument.Parse(document);
                return !document.Contains('<') && !document.Contains(prompt.ItemCode)
                    && json.RootElement.GetProperty("output").GetString() == texts[1];
            },
            iter: 300);
    }

    [Fact]
    public void The_same_question_is_written_the_same_way()
    {
        Item item = Some.Item("Why?", "Because.", "It is so.");

        Questions.About(item, "task_not_followed").User.ShouldBe(Questions.About(item, "task_not_followed").User);
        Questions.About(item, "task_not_followed").ItemCode
            .ShouldNotBe(Questions.About(item with { Output = "So." }, "task_not_followed").ItemCode);
    }

    [Fact]
    public void A_question_that_is_split_asks_everything_once()
    {
        var question = new JudgeQuestion(["a", "b", "c"], ["x", "y"]);
        foreach (int most in (int[])[1, 2, 3, 4])
        {
            JudgeQuestion[] parts = [.. question.Split(most)];
            parts.SelectMany(part => part.Criteria).ShouldBe(question.Criteria);
            parts.SelectMany(part => part.Metrics).ShouldBe(question.Metrics);
            parts.ShouldAllBe(part => part.Criteria.Length + part.Metrics.Length <= most && !part.IsEmpty);
        }

        question.Split(0).ShouldHaveSingleItem().ShouldBe(question);
    }

    private static string Between(string text, string from, string to)
    {
        int start = text.IndexOf(from, StringComparison.Ordinal) + from.Length;
        return text[start..text.LastIndexOf(to, StringComparison.Ordinal)];
    }
}
