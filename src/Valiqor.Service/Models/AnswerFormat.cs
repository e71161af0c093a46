namespace Valiqor.Service.Models;

/// <summary>How a model was told the shape of its answer; each is weaker than the one before.</summary>
internal enum AnswerFormat
{
    /// <summary>The provider holds the model to the schema.</summary>
    JsonSchema,

    /// <summary>The provider holds the model to JSON; the schema stands in the prompt.</summary>
    JsonObject,

    /// <summary>The schema stands in the prompt, and nothing else sees to it.</summary>
    Text,
}

/// <summary>The settings' words for <see cref="AnswerFormat"/>.</summary>
internal static class AnswerFormatNames
{
    public const string Auto = "auto";
    public const string JsonSchema = "json_schema";
    public const string JsonObject = "json_object";
    public const string Text = "text";

    /// <summary>The format to begin with: <see cref="Auto"/> begins with the strongest.</summary>
    internal static AnswerFormat First(string format) => format switch
    {
        JsonObject => AnswerFormat.JsonObject,
        Text => AnswerFormat.Text,
        _ => AnswerFormat.JsonSchema,
    };
}
