using System.CommandLine;
using Valiqor.Cli.Rendering;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor keys</c>: the administrator's work with keys.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "Makes, lists and revokes API keys; needs the administrator's key.")
    {
        List(), Make(), Revoke(),
    };

    private static ServiceCommand List()
    {
        Option<string?> organization = Organization("Only the keys of this organization.");
        return new ServiceCommand(
            "list",
            "Lists keys, revoked ones too, the newest first.",
            [organization],
            async (question, cancellationToken) =>
            {
                IReadOnlyList<ListedKey> keys = await question.Valiqor.Keys.ListAsync(
                    question.Of(organization), cancellationToken);
                return await question.AnswerAsync(
                    keys,
                    WireJson.Default.IReadOnlyListListedKey,
                    () => KeyReport.Of(keys, TimeProvider.System.GetUtcNow()));
            });
    }

    private static ServiceCommand Make()
    {
        var name = new Argument<string>("NAME") { Description = "What the key is for, for people to read." };
        Option<string?> organization = Organization(
            "Whose data the key opens, made on first use. By default the administrator's own.");
        var project = new Option<string?>("--project")
        {
            Description = "A project to note beside the key.",
            HelpName = "NAME",
        };
        return new ServiceCommand(
            "create",
            "Makes a key and prints it, this once.",
            [name, organization, project],
            async (question, cancellationToken) =>
            {
                var request = new CreateKeyRequest
                {
                    Name = question.Of(name)!,
                    Organization = question.Of(organization),
                    ProjectId = question.Of(project),
                };
                CreatedKey key = await question.Valiqor.Keys.CreateAsync(request, cancellationToken);
                return await question.AnswerAsync(key, WireJson.Default.CreatedKey, () => KeyReport.Of(key));
            })
        {
            MayRepeat = false,
        };
    }

    private static ServiceCommand Revoke()
    {
        var keyId = new Argument<string>("KEY_ID") { Description = "The key's id, as 'keys list' shows it." };
        return new ServiceCommand(
            "revoke",
            "Takes a key out of use, from the next call on.",
            [keyId],
            async (question, cancellationToken) =>
            {
                ListedKey key = await question.Valiqor.Keys.RevokeAsync(question.Of(keyId)!, cancellationToken);
                return await question.AnswerAsync(
                    key,
                    WireJson.Default.ListedKey,
                    () => new Report().Line(
                        $"Key {key.KeyId} ({Excerpt.Printable(key.Name)}) opens nothing any more."));
            });
    }

    private static Option<string?> Organization(string description) => new("--organization")
    {
        Description = description,
        HelpName = "NAME",
    };
}
