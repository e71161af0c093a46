using System.Text.Json;

namespace Valiqor.Text.JsonSchema;

/// <summary>
/// A JSON Schema, read once and held against many values: drafts 4, 6, 7, 2019-09 and 2020-12 complete, chosen by
/// <c>$schema</c>. It never uses a network, and it ends on any schema and any value. Safe for concurrent use.
/// </summary>
public sealed class SchemaValidator
{
    private readonly SchemaNode _root;
    private readonly SchemaOptions _options;

    private SchemaValidator(SchemaNode root, SchemaOptions options)
    {
        _root = root;
        _options = options;
    }

    /// <exception cref="InvalidSchemaException">The schema is malformed, or refers to what is not there.</exception>
    public static SchemaValidator Compile(JsonElement schema, SchemaOptions? options = null)
    {
        options ??= new SchemaOptions();
        try
        {
            return new SchemaValidator(new SchemaCompiler(options).Compile(schema.Clone()), options);
        }
        catch (InvalidOperationException)
        {
            throw new InvalidSchemaException("", "a string has half of a surrogate pair, which is not valid Unicode");
        }
    }

    public ValidationResult Validate(JsonElement instance)
    {
        var evaluation = new Evaluation(_options);
        try
        {
            _root.Evaluate(instance, evaluation, null);
            return new ValidationResult(evaluation.Errors, evaluation.Undecided);
        }
        catch (InvalidOperationException)
        {
            // JSON may escape half of a surrogate pair (\ud83d), which no .NET string operation can be trusted with.
            return new ValidationResult([],
                "a string of the value has half of a surrogate pair, which is not valid Unicode");
        }
    }
}
