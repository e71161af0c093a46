namespace Valiqor.Text.JsonSchema;

/// <summary>How a schema is read, and how much work a value may cost.</summary>
public sealed record SchemaOptions
{
    /// <summary>
    /// Whether <c>format</c> is checked. Since 2019-09 it is an annotation unless asked for; up to draft 7 it was left
    /// to the validator.
    /// </summary>
    public bool AssertFormats { get; init; }

    /// <summary>
    /// The most errors that are kept; a value with more is as invalid, and a reader stops long before.
    /// </summary>
    public int ErrorLimit { get; init; } = 50;

    /// <summary>The most subschemas that are applied to one value: references can multiply without bound.</summary>
    public int StepLimit { get; init; } = 1_000_000;

    /// <summary>How deeply subschemas may nest while a value is checked.</summary>
    public int DepthLimit { get; init; } = 1_500;
}
