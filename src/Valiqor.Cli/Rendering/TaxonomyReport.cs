using System.Globalization;
using Valiqor.Client;

namespace Valiqor.Cli.Rendering;

/// <summary>The ways to fail.</summary>
internal static class TaxonomyReport
{
    public static Report Of(IReadOnlyList<TaxonomyBucket> buckets)
    {
        var table = new TableView(
            new Column("Bucket"),
            new Column("Failures") { IsNumber = true },
            new Column("What it is"));
        foreach (TaxonomyBucket bucket in buckets)
        {
            table.Add(
                bucket.BucketId,
                bucket.Subcategories.Count.ToString(CultureInfo.InvariantCulture),
                bucket.Description);
        }

        return new Report().Table(table).Hint("valiqor taxonomy BUCKET shows the failures of one.");
    }

    public static Report Of(TaxonomyBucket bucket)
    {
        var table = new TableView(
            new Column("Failure"),
            new Column("Impact") { IsNumber = true },
            new Column("Risk") { IsWhole = true },
            new Column("Found by") { IsWhole = true, FromWidth = 100 },
            new Column("What fails"));
        foreach (TaxonomySubcategory row in bucket.Subcategories)
        {
            table.Add(
                row.SubcategoryId,
                row.ImpactScore.ToString(CultureInfo.InvariantCulture),
                row.RiskCategory,
                row.DetectionApproach,
                row.Description);
        }

        return new Report()
            .Add(
                console => new Report().Line(bucket.BucketName, Tone.Heading).Line(bucket.Description).WriteTo(console),
                _ => { })
            .Table(table);
    }
}
