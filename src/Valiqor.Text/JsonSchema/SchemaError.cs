namespace Valiqor.Text.JsonSchema;

/// <summary>One place where a value does not meet its schema.</summary>
/// <param name="InstanceLocation">
/// The value, as a JSON pointer (RFC 6901): <c>/items/2/price</c>; empty for the whole.
/// </param>
/// <param name="KeywordLocation">
/// The keyword that it breaks: <c>#/properties/items/items/properties/price/type</c>.
/// </param>
/// <param name="Message">What is wrong with the value, to follow its location: "must be a number, is a string".</param>
public sealed record SchemaError(string InstanceLocation, string KeywordLocation, string Keyword, string Message)
{
    public override string ToString() =>
        InstanceLocation.Length == 0 ? $"The value {Message}" : $"{InstanceLocation}: {Message}";
}
