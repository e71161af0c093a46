using System.Collections.Frozen;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>
/// Brings the words of requests and of tools together: forms of one word, and words that mean the same to a tool,
/// share a key.
/// </summary>
internal static class ToolWords
{
    /// <summary>Longer words are told apart by this many letters, so that "translate" meets "translation".</summary>
    private const int TellingLetters = 6;

    /// <summary>Everyday synonyms of what tools are about. A row's words are taken for its first.</summary>
    private static readonly FrozenDictionary<ulong, ulong> Concepts = Build(
        """
        weather forecast rain raining rainy snow snowing sunny humid humidity wind windy climate umbrella
        flight fly flying plane airline airfare
        restaurant eat dine dining dinner lunch cuisine
        movie film cinema
        song music track tune
        email mail e-mail inbox
        message text sms
        calendar event appointment meeting agenda
        reminder remind
        stock share ticker equity
        price cost expensive
        currency usd eur gbp jpy chf cad euro dollar yen pound rupee franc
        translate say
        population inhabitant populous live
        distance far
        route direction navigate
        recipe cook dish ingredient
        hotel accommodation lodging hostel
        reserve reservation book booking
        cancel delete remove erase
        create add
        update change modify edit
        area surface
        solve root equation
        mean average
        news headline article
        train rail railway
        order purchase parcel package shipment delivery ship
        support ticket issue
        nutrition calorie nutrient
        employee staff worker colleague
        loan mortgage borrow lend
        thermostat heating warm warmer cold freezing
        word count
        image picture photo
        video clip
        user profile account
        compute calculate
        sum add total
        multiply product
        speed fast velocity
        play listen
        buy purchase order
        bmi index
        schedule timetable departure
        prime primes
        probability chance odds likelihood
        invest investment return
        doctor physician
        car vehicle automobile
        house home property
        """);

    /// <summary>Words that many tools and requests have, whatever they are about.</summary>
    private static readonly FrozenSet<ulong> Generic = Keys(
        """
        get fetch retrieve find search look lookup show list tell give check query read load return provide see obtain
        calculate compute determine evaluate estimate perform run execute process handle make do use using
        tool function api service data information info detail details result results value values number numbers
        name names based given specific specified certain current currently latest recent available user input
        output parameter parameters type types list string integer float boolean optional default format example
        please want need know help like can could would id code text all any one two three more first last
        including different various between within per set help request get_info day date time today now
        v1 v2 id ids item items object entity thing
        """);

    public static ulong KeyOf(ReadOnlySpan<char> word)
    {
        ulong key = FormOf(word);
        return Concepts.TryGetValue(key, out ulong concept) ? concept : key;
    }

    public static bool IsGeneric(ReadOnlySpan<char> word) => Generic.Contains(FormOf(word));

    /// <param name="key">As <see cref="KeyOf"/> gives it.</param>
    public static bool IsGeneric(ulong key) => Generic.Contains(key);

    /// <summary>Verbs of many tools: the noun beside them tells what the tool is for.</summary>
    private static readonly FrozenSet<ulong> Verbs = KeysOfConcepts(
        """
        create add make set put update change modify delete remove cancel send open close start stop search find
        generate build write save upload download post submit register list view edit move
        """);

    public static bool IsVerb(ulong key) => Verbs.Contains(key);

    private static FrozenSet<ulong> KeysOfConcepts(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => KeyOf(word)).ToFrozenSet();

    /// <summary>"News" is not the plural of "new", and "currency" no form of "current".</summary>
    private static ulong FormOf(ReadOnlySpan<char> word)
    {
        bool money = word.StartsWith("currenc", StringComparison.OrdinalIgnoreCase);
        int letters = money ? TellingLetters + 1 : TellingLetters;
        return word.Length > letters ? WordKey.Of(word[..letters])
            : word.Equals("news", StringComparison.OrdinalIgnoreCase) ? WordKey.Of(word)
            : WordKey.OfStem(word);
    }

    private static FrozenDictionary<ulong, ulong> Build(string rows)
    {
        var concepts = new Dictionary<ulong, ulong>();
        foreach (string row in rows.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = row.Trim().Split(' ');
            foreach (string word in words)
            {
                concepts.TryAdd(FormOf(word), FormOf(words[0]));
            }
        }

        return concepts.ToFrozenDictionary();
    }

    private static FrozenSet<ulong> Keys(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => FormOf(word)).ToFrozenSet();
}
