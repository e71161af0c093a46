using System.Collections.Immutable;

namespace Valiqor.Analysis.Items;

/// <summary>What is wrong with an item.</summary>
/// <param name="Place">The path to the fault inside the item: member names and list positions.</param>
/// <param name="Message">A sentence that names the fault and the cure.</param>
/// <param name="Type">A short stable word: <c>missing</c>, <c>string_type</c>, <c>json_invalid</c> …</param>
public sealed record ItemProblem(ImmutableArray<object> Place, string Message, string Type);
