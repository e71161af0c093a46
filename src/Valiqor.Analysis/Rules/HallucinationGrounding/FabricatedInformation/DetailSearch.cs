using Valiqor.Analysis.Facts;
using Valiqor.Text.Markdown;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>What a check for made-up details looks at: the output, and all that its details may come from.</summary>
internal sealed record DetailSearch(ItemFacts Facts, KnownSources Sources)
{
    public string Output => Facts.Item.Output;

    /// <summary>Where an address or a number is an example.</summary>
    public MarkdownCode Code => Facts.Output.Code;
}
