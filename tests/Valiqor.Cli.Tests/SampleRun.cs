using System.Text.Json.Nodes;
using Valiqor.Client;

namespace Valiqor.Cli.Tests;

/// <summary>A run with a little of everything that a report can show.</summary>
internal static class SampleRun
{
    public static RunResult Mixed { get; } = Clean with
    {
        Summary = Summary(failures: 1_204, itemsWithFailures: 1_190) with
        {
            TotalUncertain = 7,
            OverallSeverity = 4.5,
            PrimaryFailure = "unsupported_claim",
            PrimaryFailureName = "Unsupported Claim",
            ShouldAlert = true,
            ShouldGateCi = true,
            NeedsHumanReview = true,
            BySubcategory =
            [
                Row("unsupported_claim", "Unsupported Claim", 1_200, 2, 4.5, 0.93),
                Row("missing_required_tool_arguments", "Missing Required Tool Arguments", 4, 0, 2.75, 0.8),
                Row("tone_mismatch", "Tone Mismatch", 0, 5, 0, 0),
            ],
        },
        FailureTags =
        [
            Tag("unsupported_claim", 1, 4.5) with
            {
                EvidenceItems =
                [
                    Evidence(
                        "output", "within 90 days", 66, 80, "The passage gives 30 days.", "unsupported_number") with
                    {
                        Confidence = 0.8,
                    },
                    new EvidenceItem
                    {
                        ItemId = "item",
                        EvidenceType = "prompt_without_grounding",
                        Description = "The prompt at app/prompts.py:4 never tells the model to keep to the context.",
                        Source = EvidenceSources.Scan,
                        ContentSnippet = "You are the assistant of a lamp shop.",
                        Confidence = 0.9,
                    },
                ],
                DetectorTypeUsed = "hybrid",
                JudgeModel = "gpt-4.1-mini",
                JudgeDecision = "fail",
                JudgeRationale = "The passage allows returns for 30 days only.",
                RootCause = "The model stated a number that none of the retrieved passages contains.",
                SuggestedFix = "Tell the model to quote numbers from the passages only, "
                    + "and to say so when none has it.",
            },
            Tag("missing_required_tool_arguments", 0, 2.75) with
            {
                EvidenceItems =
                [
                    Evidence(
                        "tool_call", """{"city":"Lisbon"}""", 0, 17, "'date' is required.", "missing_argument") with
                    {
                        Metadata = new JsonObject { ["tool_call_index"] = 0, ["field"] = "arguments" },
                    },
                ],
            },
        ],
        Inputs =
        [
            Input(0, null, "What is the weather in Lisbon tomorrow?", "It will be sunny."),
            Input(
                1,
                "faq-17",
                "How long do I have to return a lamp?",
                "You can return a lamp to any of our shops.\n\nPlease \u001b[31mdo so\u001b[0m "
                + "within 90 days of the purchase, "
                + "and bring the receipt: without one we can only offer a voucher for our shops."),
        ],
        EvalMetrics = new Dictionary<string, double> { ["contains"] = 0.9, ["levenshtein"] = 0.5714 },
        DetectorsSkipped =
        [
            "stale_context: does not apply to generic_llm",
            "wrong_tool: does not apply to generic_llm",
            "a: no detector yet", "b: no detector yet", "c: no detector yet", "d: no detector yet",
        ],
        Judge = new RunJudging
        {
            Model = "gpt-4.1-mini",
            PromptVersion = "1+0a1b2c3d",
            Calls = 19_300,
            KeptAnswers = 640,
            PromptTokens = 28_950_000,
            CachedPromptTokens = 24_000_000,
            CompletionTokens = 4_246_000,
            EstimatedCost = 11.254m,
            ItemsJudged = 19_940,
            ItemsNotJudged = 60,
            Faults = new Dictionary<string, int> { ["budget_reached"] = 60, ["quote_not_found"] = 1 },
        },
        RejectedLines = 12,
        Rejected =
        [
            .. from line in Enumerable.Range(1, 11)
               select new RejectedLine(
                   line * 100, "The item has no 'output': give the text that the application answered."),
        ],
    };

    public static RunResult Clean => new()
    {
        RunId = "2517-3f6a",
        Status = RunStatus.Completed,
        ProjectName = "support",
        Mode = "minimal",
        InputType = "json",
        FeatureKind = "rag",
        Summary = Summary(failures: 0, itemsWithFailures: 0),
        DetectorsRun = ["unsupported_claim", "tone_mismatch"],
        DurationMs = 1_840,
        CreatedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    public static FailureTag Tag(string subcategory, int item, double severity) => new()
    {
        TagId = $"t-{item}",
        BucketId = "bucket",
        BucketName = "Bucket",
        SubcategoryId = subcategory,
        SubcategoryName = subcategory,
        Decision = "fail",
        Severity = severity,
        Confidence = 0.9,
        DetectorTypeUsed = "deterministic",
        ScoringBreakdown = new ScoringBreakdown
        {
            Impact = 3,
            Risk = 1,
            FinalSeverity = severity,
            FinalConfidence = 0.9,
        },
        ItemIndex = item,
    };

    public static EvidenceItem Evidence(
        string source,
        string snippet,
        int start,
        int end,
        string description,
        string rule) => new()
        {
            ItemId = "item",
            EvidenceType = rule,
            Description = description,
            Source = source,
            ContentSnippet = snippet,
            Metadata = new JsonObject { ["start"] = start, ["end"] = end, ["rule"] = rule },
        };

    public static RunInput Input(int index, string? id, string input, string output) => new()
    {
        ItemIndex = index,
        HasFailures = true,
        FailureCount = 1,
        MaxSeverity = 3,
        Input = input,
        Output = output,
        Id = id,
    };

    private static RunSummary Summary(int failures, int itemsWithFailures) => new()
    {
        TotalFailuresDetected = failures,
        TotalPasses = 2_000,
        TotalUncertain = 0,
        OverallSeverity = 0,
        OverallConfidence = 0.9,
        BucketsAffected = [],
        ShouldAlert = false,
        ShouldGateCi = false,
        NeedsHumanReview = false,
        TotalItems = 20_000,
        ItemsWithFailures = itemsWithFailures,
        ItemsAllPassed = 20_000 - itemsWithFailures,
    };

    private static SubcategorySummary Row(
        string id,
        string name,
        int failures,
        int uncertain,
        double severity,
        double confidence) => new()
        {
            SubcategoryId = id,
            SubcategoryName = name,
            BucketId = "bucket",
            Failures = failures,
            Uncertain = uncertain,
            Passes = 0,
            NotApplicable = 0,
            WorstSeverity = severity,
            AverageConfidence = confidence,
        };
}
