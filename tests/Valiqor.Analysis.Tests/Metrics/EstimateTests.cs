using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Scoring.Metrics;

namespace Valiqor.Analysis.Tests.Metrics;

/// <summary>What the estimates by rule say, and when they say nothing.</summary>
public sealed class EstimateTests
{
    private const string Question = "Which port does the Oslo server listen on?";
    private const string Answering = "The Oslo server listens on port 8443.";
    private const string OffTopic = "The cafeteria opens at eight.";

    [Fact]
    public void Context_precision_is_lower_the_further_down_the_relevant_passages_stand()
    {
        Measure(new ContextPrecisionEstimate(), "", null, Answering, OffTopic).Value.ShouldBe(1);
        Measure(new ContextPrecisionEstimate(), "", null, OffTopic, Answering).Value.ShouldBe(0.5);
        Measure(new ContextPrecisionEstimate(), "", null, Answering, OffTopic, Answering).Value.ShouldBe(0.8333);
        Measure(new ContextPrecisionEstimate(), "", null, OffTopic).Value.ShouldBe(0);
    }

    [Fact]
    public void Context_recall_is_the_share_of_the_expected_answer_that_was_retrieved()
    {
        Measure(new ContextRecallEstimate(), "", "Port 8443.", Answering).Value.ShouldBe(1);
        Measure(new ContextRecallEstimate(), "", "Port 8443 with TLS.", Answering).Value.ShouldBe(0.5);
        Measure(new ContextRecallEstimate(), "", "Port 8443.", OffTopic).Value.ShouldBe(0);
    }

    [Fact]
    public void Claim_support_is_the_share_of_claims_that_the_passages_have()
    {
        Measure(new ClaimSupportEstimate(), Answering, null, Answering).Value.ShouldBe(1);
        Measure(new ClaimSupportEstimate(), Answering + " The Oslo server listens on port 9000.", null, Answering)
            .Value.ShouldBe(0.5, "one of two ports is not in the passage");
        Measure(new ClaimSupportEstimate(), "Dana Whitfield sells umbrellas.", null, Answering).Value.ShouldBe(0);
    }

    [Fact]
    public void What_cannot_be_compared_is_not_measured()
    {
        Measure(new ContextPrecisionEstimate(), "", null).Why.ShouldBe(NotMeasured.NoContext);
        Measure(new ContextRecallEstimate(), "", "Port 8443.").Why.ShouldBe(NotMeasured.NoContext);
        Measure(new ContextRecallEstimate(), "", null, Answering).Why.ShouldBe(NotMeasured.NoExpected);
        Measure(new ClaimSupportEstimate(), "I don't know.", null, Answering).Why.ShouldBe(NotMeasured.NoClaims);
        Measure(new ClaimSupportEstimate(), Answering, null).Why.ShouldBe(NotMeasured.NoContext);
        new ContextPrecisionEstimate().Measure(new ItemFacts(
            new Item { Input = "Hi, how are you?", Output = "", Context = [Answering] })).Why
            .ShouldBe(NotMeasured.NothingAsked);
    }

    private static Measurement Measure(
        IMetric metric, string output, string? expected, params ImmutableArray<string> context) =>
        metric.Measure(new ItemFacts(new Item
        {
            Input = Question,
            Output = output,
            Expected = expected,
            Context = context,
        }));
}
