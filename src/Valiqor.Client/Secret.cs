namespace Valiqor.Client;

/// <summary>How a key is shown where it must not be.</summary>
internal static class Secret
{
    public static string Mask(string? key) => string.IsNullOrEmpty(key) ? "(none)" : "***";
}
