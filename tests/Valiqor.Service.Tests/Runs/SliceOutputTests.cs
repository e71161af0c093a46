using System.Diagnostics.Metrics;
using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring.Metrics;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Slices;
using Valiqor.Service.Runs.Tags;

namespace Valiqor.Service.Tests.Runs;

/// <summary>What a slice leaves behind.</summary>
public sealed class SliceOutputTests
{
    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();
    private static readonly RunRef Run = new("org", "run_1");

    private static readonly Item[] Items =
    [
        new() { Input = "Capital of France?", Output = "Paris, says ada.b@kestrel-mail.net.", Expected = "Paris" },
        new() { Input = "What is 2+2?", Output = "2+2 is 5" },
        new() { Input = "Say it.", Output = "", Expected = "It." },
    ];

    [Fact]
    public void The_same_items_leave_the_same_bytes_and_the_same_rows()
    {
        SliceOutput first = Analyze(MetricCatalog.All);
        SliceOutput second = Analyze(MetricCatalog.All);

        first.Results.ToArray().ShouldBe(second.Results.ToArray());
        Text(first.Rows).ShouldBe(Text(second.Rows));
        JsonSerializer.Serialize(first.Tally).ShouldBe(JsonSerializer.Serialize(second.Tally));
    }

    [Fact]
    public void Values_stand_in_the_results_of_the_items_that_have_them()
    {
        string[] lines = Lines(Analyze(MetricCatalog.All));

        SliceFileHeader header = JsonSerializer.Deserialize(lines[0], RunJson.Default.SliceFileHeader)!;
        ItemResult[] items =
            [.. lines[1..].Select(line => JsonSerializer.Deserialize(line, RunJson.Default.ItemResult)!)];
        header.Metrics.ShouldBe(["contains", "equals", "levenshtein"]);
        header.ValuesOf(items[0])["contains"].ShouldBe(1);
        header.ValuesOf(items[0])["equals"].ShouldBe(0);
        header.ValuesOf(items[1]).ShouldBeEmpty();
        lines[2].ShouldNotContain("\"m\"", Case.Sensitive, "an item without values costs nothing");
        header.ValuesOf(items[2])["levenshtein"].ShouldBe(0);
    }

    [Fact]
    public void Results_without_metrics_are_read_as_ever()
    {
        var header = JsonSerializer.Deserialize(
            """{"subcategories":["degenerate_output"]}""", RunJson.Default.SliceFileHeader)!;
        var item = JsonSerializer.Deserialize("""{"i":0,"r":[90]}""", RunJson.Default.ItemResult)!;

        header.ValuesOf(item).ShouldBeEmpty();
    }

    [Fact]
    public void A_tag_has_the_values_of_its_own_metrics_whether_it_fails_or_passes()
    {
        SliceOutput output = Analyze([new Fixed("fluency", 0.25), new Fixed("safety", 0.5)]);
        var composer = new TagComposer(Taxonomy, new RunRow { RowKey = Run.RunId });

        TagRow failed = output.Rows.OfType<TagRow>().Single(row => row.SubcategoryId == "degenerate_output");
        composer.Compose(failed).EvalMetricValues.ShouldBe([KeyValuePair.Create("fluency", 0.25)]);
        TagRow leak = output.Rows.OfType<TagRow>().Single(row => row.SubcategoryId == "sensitive_data_exposure");
        composer.Compose(leak).EvalMetricValues.ShouldBe([KeyValuePair.Create("safety", 0.5)]);
        var values = new SortedDictionary<string, double> { ["fluency"] = 0.25, ["safety"] = 0.5 };
        composer.ComposePass(0, "degenerate_output", new PassCode(90, ItemResult.ByRule), values)
            .EvalMetricValues.ShouldBe([KeyValuePair.Create("fluency", 0.25)]);
        composer.ComposePass(0, "irrelevant_retrieval", new PassCode(90, ItemResult.ByRule), values)
            .EvalMetricValues.ShouldBeNull();
    }

    [Fact]
    public void A_row_says_which_category_it_falls_into_and_whether_the_input_is_at_fault()
    {
        TagRow[] rows = [.. Analyze([]).Rows.OfType<TagRow>()];

        TagRow leak = rows.Single(row => row.SubcategoryId == "sensitive_data_exposure");
        leak.SecurityCategory.ShouldBe("S9");
        leak.InInput.ShouldBe(false);
        rows.Where(row => row != leak).ShouldAllBe(row => row.SecurityCategory == null && row.InInput == null);
    }

    [Fact]
    public void A_metric_that_throws_costs_its_own_value_only()
    {
        SliceOutput output = Analyze([new Fixed("fluency", double.NaN), new Fixed("coherence", 1)]);

        output.Tally.Metrics["fluency"].NotMeasured.ShouldBe([KeyValuePair.Create("broken", Items.Length)]);
        output.Tally.Metrics["coherence"].Mean().ShouldBe(1);
    }

    [Fact]
    public void What_throws_is_logged_and_counted_for_every_item_without_its_words()
    {
        var log = new Heard();
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var faults = new DetectorFaults(log, services.GetRequiredService<IMeterFactory>());
        long counted = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, its) =>
        {
            if (instrument.Meter.Name == DetectorFaults.MeterName)
            {
                its.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => counted += value);
        listener.Start();

        Analyze([new Fixed("fluency", double.NaN)], faults);

        counted.ShouldBe(Items.Length);
        log.Lines.Count.ShouldBe(Items.Length);
        log.Lines.ShouldAllBe(line => line.Contains("The detector fluency threw "));
    }

    private static SliceOutput Analyze(IEnumerable<IMetric> metrics, DetectorFaults? faults = null)
    {
        DetectorSelection selection = DetectorSelection.Choose(
            Taxonomy, DetectorCatalog.All, [.. metrics], FeatureKind.GenericLlm, RunScope.Everything);
        var output = new SliceOutput(Taxonomy, Run, selection, null, 0.7) { Faults = faults };
        foreach ((int index, Item item) in Items.Index())
        {
            output.Add(index, item, output.Analyze(item, FeatureKind.GenericLlm));
        }

        return output;
    }

    private static string[] Lines(SliceOutput output) =>
        Encoding.UTF8.GetString(output.Results).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(IEnumerable<object> rows) =>
        string.Join('\n', rows.Select(row => JsonSerializer.Serialize(row, row.GetType())));

    private sealed class Heard : ILogger<DetectorFaults>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }

    /// <summary>Says the same of every item, or throws where that is no number.</summary>
    private sealed class Fixed(string id, double value) : IMetric
    {
        public string Id => id;

        public bool OnlyWhenNamed => false;

        public Measurement Measure(ItemFacts facts) =>
            double.IsNaN(value) ? throw new InvalidDataContractException(id) : Measurement.Of(value);
    }
}
