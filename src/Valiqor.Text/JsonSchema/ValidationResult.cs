using System.Collections.Immutable;

namespace Valiqor.Text.JsonSchema;

/// <summary>What a schema says of a value.</summary>
/// <param name="Undecided">Why no answer could be reached, if so: a limit of time, of depth or of work.</param>
public sealed record ValidationResult(ImmutableArray<SchemaError> Errors, string? Undecided)
{
    public bool IsValid => Errors.IsEmpty && Undecided is null;
}
