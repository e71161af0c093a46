using System.Collections.Frozen;

namespace Valiqor.Text.Words;

/// <summary>
/// Words that cannot both be said of one thing in one sentence. Each row sets its left words against its right.
/// </summary>
public static class Antonyms
{
    private static readonly FrozenDictionary<ulong, ulong[]> Opposites = Build("""
        increase rise grow climb gain surge jump expand up upturn higher : decrease fall drop decline shrink
        increase rise grow climb gain surge jump expand up upturn higher : reduce plunge down downturn lower
        increase : lessen diminish
        allow permit authorize approve enable let legal lawful : forbid prohibit ban deny disallow
        allow permit authorize approve enable let legal lawful : reject block prevent illegal unlawful
        accept agree approve : reject refuse decline disagree
        confirm : deny
        open : close shut closed
        start begin launch commence : end stop finish cease
        before : after
        with including : without excluding
        include : exclude
        win winner : lose loser
        success successful succeed successfully : failure fail unsuccessful unsuccessfully
        more : less fewer
        most : least fewest
        high : low
        large big huge major significant : small tiny minor insignificant
        long : short
        long-term : short-term
        early earlier : late later
        first : last
        above : below
        over : under
        inside indoor : outside outdoor
        north northern northeast : south southern southeast
        east eastern : west western
        left : right
        hot warm : cold cool
        day daytime : night nighttime
        morning : evening night afternoon
        male man boy he : female woman girl she
        husband : wife
        father : mother
        son : daughter
        brother : sister
        king : queen
        buy purchase : sell
        buyer : seller
        import importer : export exporter
        employer : employee
        hire appoint : fire dismiss
        join : leave quit
        arrive arrival : depart departure
        enter entry : exit
        love like enjoy : hate dislike loathe
        happy glad pleased : sad unhappy upset
        safe : dangerous unsafe
        true : false
        correct right : wrong incorrect
        possible : impossible
        able : unable
        legal : illegal
        guilty : innocent
        alive live living : dead
        born birth : died death
        public : private
        free : paid expensive
        cheap inexpensive affordable : expensive costly pricey
        strong stronger strengthen : weak weaker weaken
        fast quick quickly faster : slow slowly slower
        easy easily simple : difficult hard complex complicated
        new : old
        young younger : old older
        rich wealthy : poor
        full fully : empty partial partially
        partial partially : complete completely
        positive positively : negative negatively
        advantage benefit strength : disadvantage drawback weakness
        profit gain : loss
        support favor back advocate endorse : oppose reject
        supporter proponent : opponent critic
        optimistic : pessimistic
        improve improvement better best : worsen deteriorate worse worst
        maximum : minimum
        majority : minority
        always : never rarely seldom
        often frequently : rarely seldom
        common : rare uncommon
        mandatory required compulsory obligatory : optional voluntary
        temporary : permanent
        permanently : temporarily
        active : inactive passive
        ancient : modern
        present : absent
        presence : absence
        remember : forget
        succeed : fail
        attack : defend
        peace : war
        ally friend : enemy foe
        inflation : deflation
        expand expansion : contract contraction
        accelerate : decelerate slow
        exceed surpass : miss
        known : unknown
        familiar : unfamiliar
        similar same identical : different
        equal : unequal
        regular : irregular
        visible : invisible
        direct directly : indirect indirectly
        internal : external
        domestic : foreign international
        urban : rural
        natural : artificial synthetic
        liquid : solid
        acidic acid : alkaline
        vertical : horizontal
        senior : junior
        former : current
        past : future
        recent : distant
        tomorrow : yesterday
        weekly : monthly daily yearly annual annually
        daily : monthly yearly annual
        monthly : yearly annual annually quarterly
        quarterly : annual annually
        hour hourly : minute second
        day daily : week month year
        week : month year
        month : year
        million : billion trillion
        thousand : million
        billion : trillion
        unlimited limitless : limited
        wide broad : narrow limited
        personal personalized customized : generic
        upgrade : downgrade
        encourage : discourage
        agree agreement : disagree disagreement
        appear : disappear
        connect connected : disconnect disconnected
        lock locked : unlock unlocked
        honest : dishonest
        patient : impatient
        streamline : hinder
        help assist : hinder
        protect : harm endanger
        attract : repel
        majority : few
        everyone everybody all : none nobody
        all every entire : some few several part
        both : neither
        only solely exclusively : also
        interest interested : uninterested disinterested
        satisfied : dissatisfied
        avoid : cause
        ignore : consider
        win : tie
        gas gaseous : liquid solid
        introvert : extrovert
        theist : atheist
        conservative republican : liberal democrat democratic
        vegetarian vegan : meat
        single : married
        marry married : divorce divorced
        discount rebate : surcharge
        expert professional specialist : amateur beginner novice
        sick ill unwell : healthy well
        poison : feed
        vivid bright : dull vague
        exact precise : approximate rough
        ahead forward : behind backward backwards
        refund : charge
        useful : useless
        appropriate : inappropriate
        accurate : inaccurate
        sufficient : insufficient
        adequate : inadequate
        effective : ineffective
        efficient : inefficient
        reliable : unreliable
        available : unavailable
        aware : unaware
        certain sure : uncertain unsure
        clear : unclear
        comfortable : uncomfortable
        complete : incomplete
        consistent : inconsistent
        dependent : independent
        employed : unemployed
        expected : unexpected
        experienced : inexperienced
        fair : unfair
        formal : informal
        important importance : unimportant unimportance irrelevant
        popular popularity : unpopular unpopularity
        likely : unlikely
        necessary : unnecessary
        relevant : irrelevant
        responsible : irresponsible
        stable : unstable
        suitable : unsuitable
        taxable : nontaxable
        usual : unusual
        willing : unwilling
        approval : disapproval rejection
        trust : distrust mistrust
        inform : misinform mislead
        understand : misunderstand
        victim : perpetrator attacker
        plaintiff : defendant
        lender : borrower
        landlord : tenant
        friend : stranger
        cut : raise hike
        earn : spend
        save : spend waste
        laugh : cry
        assemble : dismantle
        inhale : exhale
        ascend : descend
        widen : narrow
        lengthen : shorten
        tighten : loosen ease
        lend : borrow
        push : pull
        arrest detain : release free
        wake : sleep
        """);

    public static ReadOnlySpan<ulong> Of(ulong stem) => Opposites.TryGetValue(stem, out ulong[]? found) ? found : [];

    private static FrozenDictionary<ulong, ulong[]> Build(string rows)
    {
        var opposites = new Dictionary<ulong, HashSet<ulong>>();
        foreach (string row in rows.Split('\n'))
        {
            string[] sides = row.Trim().Split(" : ");
            ulong[] left = Keys(sides[0]);
            ulong[] right = Keys(sides[1]);
            Oppose(left, right, opposites);
            Oppose(right, left, opposites);
        }

        return opposites.ToFrozenDictionary(row => row.Key, row => row.Value.ToArray());
    }

    private static ulong[] Keys(string words) => [.. words.Split(' ').Select(word => WordKey.OfStem(word)).Distinct()];

    private static void Oppose(ulong[] ones, ulong[] others, Dictionary<ulong, HashSet<ulong>> opposites)
    {
        foreach (ulong one in ones)
        {
            if (!opposites.TryGetValue(one, out HashSet<ulong>? set))
            {
                opposites[one] = set = [];
            }

            set.UnionWith(others);
            set.Remove(one);
        }
    }
}
