namespace Valiqor.LocalHost.Azurite;

/// <summary>Where Azurite and the script that runs it are on this machine.</summary>
/// <param name="EntryPoint">Azurite's own main script.</param>
/// <param name="HostScript">Ours, which keeps Azurite from outliving this process.</param>
internal sealed record AzuriteInstallation(string EntryPoint, string HostScript)
{
    private static readonly string PathInModules = Path.Combine("node_modules", "azurite", "dist", "src", "azurite.js");

    /// <summary>Looks upward from the program, then from the working directory.</summary>
    /// <exception cref="AzuriteException">There is none.</exception>
    public static AzuriteInstallation Find()
    {
        string[] starts = [AppContext.BaseDirectory, Environment.CurrentDirectory];
        string? entryPoint = starts.SelectMany(Upward)
            .Select(directory => Path.Combine(directory, PathInModules))
            .FirstOrDefault(File.Exists);
        if (entryPoint is null)
        {
            string? root = starts.SelectMany(Upward)
                .FirstOrDefault(directory => File.Exists(Path.Combine(directory, "package-lock.json")));
            throw new AzuriteException(
                "Azurite, the local storage, is not installed: run "
                + (root is null ? "'npm install azurite@3.35.0' here, " : $"'npm ci' in {root}, ")
                + "or give --storage CONNECTION.");
        }

        return new AzuriteInstallation(
            entryPoint,
            Path.Combine(AppContext.BaseDirectory, "Azurite", "azurite-host.cjs"));
    }

    private static IEnumerable<string> Upward(string start)
    {
        for (DirectoryInfo? directory = new(start); directory is not null; directory = directory.Parent)
        {
            yield return directory.FullName;
        }
    }
}
