using System.Text.Json;

namespace Valiqor.Text.JsonSchema;

/// <summary>
/// The schemas of a batch of items, each compiled once: the items of an application mostly come with the same few, and
/// compiling one costs many times what checking a value does.
/// </summary>
/// <remarks>Not thread-safe: a batch is analysed by one thread.</remarks>
public sealed class CompiledSchemas
{
    /// <summary>
    /// More than an application's tools; with more, each item has its own and keeping them is no use.
    /// </summary>
    private const int MostSchemas = 64;

    /// <summary>With the limit above, what a batch may hold on to: a few megabytes of schema text.</summary>
    private const int LongestSchema = 64 * 1024;

    private readonly Dictionary<string, CompiledSchema> _compiled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompiledSchema> _prepared = new(StringComparer.Ordinal);

    /// <param name="prepare">Always the same one, or none: it is no part of what a schema is known by.</param>
    public CompiledSchema Compile(JsonElement schema, Func<JsonElement, JsonElement>? prepare = null)
    {
        string text = schema.GetRawText();
        Dictionary<string, CompiledSchema> compiled = prepare is null ? _compiled : _prepared;
        if (compiled.TryGetValue(text, out CompiledSchema known))
        {
            return known;
        }

        CompiledSchema read = Read(prepare is null ? schema : prepare(schema));
        if (compiled.Count < MostSchemas && text.Length <= LongestSchema)
        {
            compiled.Add(text, read);
        }

        return read;
    }

    private static CompiledSchema Read(JsonElement schema)
    {
        try
        {
            // Someone who writes a format means it: as an annotation it would say nothing about an answer.
            return new(SchemaValidator.Compile(schema, new SchemaOptions { AssertFormats = true }), null);
        }
        catch (InvalidSchemaException e)
        {
            return new(null, e.Message);
        }
    }
}

/// <summary>A schema ready for use, or what is wrong with it.</summary>
public readonly record struct CompiledSchema(SchemaValidator? Validator, string? Fault);
