using Valiqor.Text;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>What a check for injected orders looks at: one text of an item.</summary>
/// <param name="IsInput">True for what the user sent, who may give orders that a document may not.</param>
/// <param name="Question">The input, beside a passage or a tool's result.</param>
internal readonly record struct InjectionSearch(PartText Text, bool IsInput, TextFacts Question);
