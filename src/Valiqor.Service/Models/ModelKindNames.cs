namespace Valiqor.Service.Models;

/// <summary>The settings' words for <see cref="ModelKind"/>.</summary>
internal static class ModelKindNames
{
    public const string OpenAI = "openai";
    public const string AzureOpenAI = "azure_openai";
    public const string Compatible = "compatible";

    public static ModelKind Read(string kind) => kind switch
    {
        OpenAI => ModelKind.OpenAI,
        AzureOpenAI => ModelKind.AzureOpenAI,
        Compatible => ModelKind.Compatible,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
