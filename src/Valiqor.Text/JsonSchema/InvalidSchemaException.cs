namespace Valiqor.Text.JsonSchema;

/// <summary>A schema that no value can be held against: it is malformed, or refers to what is not there.</summary>
public sealed class InvalidSchemaException(string location, string problem)
    : Exception($"{(location.Length == 0 ? "#" : location)}: {problem}")
{
    /// <summary>Where in the schema the fault is, as a URI fragment: <c>#/properties/price/type</c>.</summary>
    public string Location => location;

    public string Problem => problem;
}
