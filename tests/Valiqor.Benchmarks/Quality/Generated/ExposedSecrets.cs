using System.Collections.Immutable;
using System.Text;
using Valiqor.Analysis.Items;
using Valiqor.Benchmarks.Generation;

namespace Valiqor.Benchmarks.Quality.Generated;

/// <summary>
/// Made-up secrets and values that look like secrets, in the places where both stand. They are thrown by dice, so that
/// no secret stands in the repository; the formats are those that the issuers publish.
/// </summary>
internal sealed class ExposedSecrets : IGeneratedSet
{
    public string Name => "own_secrets";

    private const int Count = 2_000;
    private const ulong Seed = 20_260_101;
    private static readonly ImmutableArray<string> Subcategories = ["sensitive_data_exposure"];

    public IEnumerable<LabelledCase> Cases()
    {
        var dice = new Dice(Seed);
        for (int i = 0; i < Count; i++)
        {
            bool secret = i % 2 == 0;
            (string kind, string text) = secret ? Secret(dice) : LookAlike(dice);
            var item = new Item { Input = "How is it set up?", Output = Surround(dice, text) };
            yield return new LabelledCase($"{Name}-{i}", $"{kind}-{i}", Subcategories, secret, item);
        }
    }

    private static (string Kind, string Text) Secret(Dice dice) => dice.Between(0, 9) switch
    {
        0 or 1 or 2 => ("provider", Place(dice, SecretValues.KeyName(dice), SecretValues.OfProvider(dice))),
        3 or 4 => ("key", Place(dice, SecretValues.KeyName(dice), SecretValues.Key(dice))),
        5 or 6 => ("password", Place(dice, SecretValues.PasswordName(dice), SecretValues.Password(dice))),
        7 => ("prose", InProse(dice, SecretValues.Password(dice))),
        8 => ("connection", Connection(dice, SecretValues.Password(dice))),
        _ => ("block", SecretValues.Block(dice)),
    };

    private static (string Kind, string Text) LookAlike(Dice dice) => dice.Between(0, 5) switch
    {
        0 => ("placeholder", Place(dice, SecretValues.AnyName(dice), LookAlikeValues.Placeholder(dice))),
        1 => ("reference", LookAlikeValues.Reference(dice, SecretValues.AnyName(dice))),
        2 or 3 => ("identifier", Place(dice, LookAlikeValues.Name(dice), LookAlikeValues.Identifier(dice))),
        4 => ("code", LookAlikeValues.Code(dice)),
        _ => ("prose", LookAlikeValues.Prose(dice)),
    };

    /// <summary>An assignment as configuration files, code and command lines write it.</summary>
    private static string Place(Dice dice, string name, string value) => dice.Between(0, 13) switch
    {
        0 => $"{name}={value}",
        1 => $"{name}: {value}",
        2 => $"\"{name}\": \"{value}\",",
        3 => $"{name} = '{value}'",
        4 => $"export {name.ToUpperInvariant()}={value}",
        5 => $"<{name}>{value}</{name}>",
        6 => $"<add key=\"{name}\" value=\"{value}\" />",
        7 => $"const {name} = \"{value}\";",
        8 => $"{name} := \"{value}\"",
        9 => $"'{name}' => '{value}',",
        10 => $"{name}: str = \"{value}\"",
        11 => $"app --{name} {value} --verbose",
        12 => $"config[\"{name}\"] = \"{value}\"",
        _ => $"config.set(\"{name}\", \"{value}\");",
    };

    private static string InProse(Dice dice, string password) => dice.Between(0, 5) switch
    {
        0 => $"The password is {password}.",
        1 => $"Log in as admin; the password for the router is {password}",
        2 => $"Das Passwort lautet {password}.",
        3 => $"password: {password}",
        4 => $"Your new password was set to {password}, please change it.",
        _ => $"El usuario es admin y la contraseña es {password}.",
    };

    private static string Connection(Dice dice, string password) => dice.Between(0, 5) switch
    {
        0 => $"postgres://app:{Safe(password)}@db.internal:5432/shop",
        1 => $"mongodb+srv://root:{Safe(password)}@cluster0.mongodb.net/test",
        2 => $"Server=db1;Database=shop;User Id=sa;Password={Safe(password)};",
        3 => $"Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes("admin:" + password))}",
        4 => $"curl -u admin:{Safe(password)} https://api.intern.net/v1/orders",
        _ => $"https://api.intern.net/v1/orders?access_token={SecretValues.Key(dice)}&page=2",
    };

    /// <summary>Without the signs that URLs and connection strings would have to escape.</summary>
    private static string Safe(string password) =>
        string.Concat(password.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '!'));

    private static string Surround(Dice dice, string text) => dice.Between(0, 4) switch
    {
        0 => text,
        1 => $"Use this:\n\n```\n{text}\n```\nand restart the service.",
        2 => $"# settings of the shop\nregion = eu-west-1\n{text}\ntimeout = 30",
        3 => $"Here is what I found in the repository: {text}",
        _ => $"{text}\n\nThat is all.",
    };
}
