using System.Text.Json;

namespace Valiqor.Text.JsonSchema;

/// <summary>A published version of JSON Schema, which a schema names by <c>$schema</c>.</summary>
internal enum Draft
{
    V4,
    V6,
    V7,
    V2019,
    V2020,

    /// <summary>
    /// The schema does not say. It is read as 2020-12, and forms of older drafts that 2020-12 has no meaning for keep
    /// the one they had, since tool definitions are written in all of them.
    /// </summary>
    Undeclared,
}

internal static class Drafts
{
    /// <summary>The draft that a schema names, or the one of the schema around it.</summary>
    public static Draft Of(JsonElement schema, Draft around)
    {
        if (schema.ValueKind != JsonValueKind.Object
            || !schema.TryGetProperty("$schema", out JsonElement uri)
            || uri.ValueKind != JsonValueKind.String)
        {
            return around;
        }

        string name = uri.GetString()!.TrimEnd('#');
        return name.Replace("https://", "", StringComparison.Ordinal).Replace("http://", "",
            StringComparison.Ordinal) switch
        {
            "json-schema.org/draft-04/schema" => Draft.V4,
            "json-schema.org/draft-06/schema" => Draft.V6,
            "json-schema.org/draft-07/schema" => Draft.V7,
            "json-schema.org/draft/2019-09/schema" => Draft.V2019,

            // A dialect of someone's own: its metaschema cannot be fetched, and nearly all build on the newest draft.
            _ => Draft.V2020,
        };
    }

    public static string IdKeyword(this Draft draft) => draft == Draft.V4 ? "id" : "$id";

    /// <summary>Up to draft 7 a <c>$ref</c> stands alone: what is written beside it has no effect.</summary>
    public static bool RefStandsAlone(this Draft draft) => draft <= Draft.V7;
}
