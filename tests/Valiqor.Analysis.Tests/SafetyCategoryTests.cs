using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Rules;
using Valiqor.Analysis.Rules.SecuritySafety;

namespace Valiqor.Analysis.Tests;

public sealed class SafetyCategoryTests
{
    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();

    [Fact]
    public void Categories_that_a_detector_finds_are_related_to_its_subcategory_and_in_order()
    {
        foreach (ISafetyCategories detector in DetectorCatalog.All.OfType<ISafetyCategories>())
        {
            string id = ((IDetector)detector).Subcategory;
            Taxonomy.FindSubcategory(id)!.RelatedSecurityCategories
                .Where(detector.SafetyCategories.Contains)
                .ShouldBe(detector.SafetyCategories, id);
        }
    }

    [Theory]
    [InlineData("I'm going to kill you tonight.", "S11")]
    [InlineData("I keep cutting myself because it calms me.", "S6")]
    [InlineData("Jews are vermin, they are a plague.", "S8")]
    public void A_finding_names_its_category(string output, string category)
    {
        Signal signal = new UnsafeContent().Inspect(new ItemFacts(Some.Item("Go on.", output)));

        signal.SecurityCategory.ShouldBe(category);
        new UnsafeContent().SafetyCategories.ShouldContain(category);
    }
}
