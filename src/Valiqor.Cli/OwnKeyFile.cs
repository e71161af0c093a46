using Valiqor.Client;

namespace Valiqor.Cli;

/// <summary>
/// The caller's own key for the judge model: from a file, else from the client's settings. Never an argument, for those
/// show in lists of processes.
/// </summary>
internal static class OwnKeyFile
{
    /// <param name="path">Null: as the environment and settings files say.</param>
    /// <exception cref="UsageException">The file cannot be read, or is empty.</exception>
    public static string? Read(string? path)
    {
        if (path is null)
        {
            return ClientSettingsReader.OfProcess().Read().OpenaiApiKey;
        }

        try
        {
            string key = File.ReadAllText(path).Trim();
            return key.Length > 0 ? key : throw new UsageException($"{path} is empty: it should have a key.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: it should have a key.");
        }
    }
}
