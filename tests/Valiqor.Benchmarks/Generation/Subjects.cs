namespace Valiqor.Benchmarks.Generation;

/// <summary>Makes up subjects of several kinds, each with seven facts.</summary>
internal static class Subjects
{
    private static readonly string[] Places =
    [
        "Northgate", "Ashbourne", "Millhaven", "Karlsund", "Redwater", "Tolvaney", "Eastmarch", "Brindlow", "Corvale",
        "Harrowick", "Lindmoor", "Pellworth", "Saltmere", "Thornbury", "Velden", "Wexcombe", "Yarrowford", "Dunmarsh",
    ];

    private static readonly string[] Makers =
    [
        "Aurelio", "Brightek", "Cavendor", "Domiq", "Elvanto", "Fennel", "Granitor", "Helvex", "Ionara", "Juniper",
    ];

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    ];

    private static readonly string[] Minerals = ["quartz", "basalt", "amber", "slate", "obsidian", "marble"];
    private static readonly string[] Goods = ["timber", "wool", "glass", "paper", "salt", "copper", "barley"];
    private static readonly string[] Devices = ["dishwasher", "kettle", "vacuum", "heater", "blender", "projector"];
    private static readonly string[] Projects = ["Larkspur", "Tidepool", "Quill", "Meridian", "Foundry", "Sextant"];

    public const int Kinds = 5;

    public static Subject Make(int kind, Dice dice) => kind switch
    {
        0 => Museum(dice),
        1 => Town(dice),
        2 => Appliance(dice),
        3 => Software(dice),
        _ => Policy(dice),
    };

    private static Subject Museum(Dice dice)
    {
        string place = dice.Pick<string>(Places);
        string name = $"{place} Museum";
        string stone = dice.Pick<string>(Minerals);
        int opened = dice.Between(1871, 1989);
        int ticket = dice.Between(11, 29);
        int objects = dice.Between(21, 89) * 100;
        int visitors = dice.Between(110, 790) * 1000;
        int rooms = dice.Between(14, 58);
        int minutes = dice.Between(45, 95);
        int lockers = dice.Between(120, 380);
        return new Subject(name,
        [
            new($"The {name} opened its doors to the public in {opened}.",
                $"When did the {name} open?", $"The {name} opened in {opened}.", opened),
            new($"An adult ticket to the {name} costs {ticket} euros, and children under six enter free.",
                $"What does an adult ticket to the {name} cost?", $"An adult ticket costs {ticket} euros.", ticket),
            new($"The permanent collection holds {objects} objects, most of them made of {stone}.",
                $"How many objects are in the collection of the {name}?",
                $"The permanent collection holds {objects} objects.", objects),
            new($"Last year the {name} welcomed {visitors} visitors from all over the country.",
                $"How many visitors did the {name} welcome last year?",
                $"The {name} welcomed {visitors} visitors last year.", visitors),
            new($"The exhibition is spread over {rooms} rooms on both floors of the old building.",
                $"Over how many rooms is the exhibition of the {name} spread?",
                $"The exhibition is spread over {rooms} rooms.", rooms),
            new($"A guided tour takes about {minutes} minutes and starts beside the main staircase.",
                $"How long does a guided tour of the {name} take?",
                $"A guided tour takes about {minutes} minutes.", minutes),
            new($"The cloakroom offers {lockers} lockers for coats, umbrellas and small bags.",
                $"How many lockers does the cloakroom of the {name} offer?",
                $"The cloakroom offers {lockers} lockers.", lockers),
        ]);
    }

    private static Subject Town(Dice dice)
    {
        string name = dice.Pick<string>(Places);
        string goods = dice.Pick<string>(Goods);
        int people = dice.Between(13, 97) * 1000;
        int founded = dice.Between(1190, 1790);
        int area = dice.Between(35, 240);
        int height = dice.Between(110, 870);
        int bridge = dice.Between(60, 430);
        int schools = dice.Between(14, 46);
        int trains = dice.Between(21, 64);
        return new Subject(name,
        [
            new($"{name} has a population of {people} people, according to the latest census.",
                $"What is the population of {name}?", $"{name} has a population of {people} people.", people),
            new($"Merchants who traded in {goods} founded the settlement in {founded}.",
                $"When was {name} founded?", $"Merchants founded the settlement in {founded}.", founded),
            new($"The municipality covers {area} square kilometres of farmland and forest.",
                $"How large is the municipality of {name}?",
                $"The municipality covers {area} square kilometres.", area),
            new($"The highest hill of {name} rises {height} metres above the level of the sea.",
                $"How high is the highest hill of {name}?", $"The highest hill rises {height} metres.", height),
            new($"The stone bridge over the river is {bridge} metres long and carries two lanes.",
                $"How long is the stone bridge of {name}?",
                $"The stone bridge over the river is {bridge} metres long.", bridge),
            new($"Families can choose between {schools} schools, nearly all of them run by the state.",
                $"How many schools can families in {name} choose between?",
                $"Families can choose between {schools} schools.", schools),
            new($"On weekdays {trains} trains leave the central station for the coast.",
                $"How many trains leave {name} for the coast on weekdays?",
                $"On weekdays {trains} trains leave for the coast.", trains),
        ]);
    }

    private static Subject Appliance(Dice dice)
    {
        string maker = dice.Pick<string>(Makers);
        string device = dice.Pick<string>(Devices);
        string name = $"{maker} {device}";
        int warranty = dice.Between(14, 60);
        int watts = dice.Between(7, 24) * 100;
        int weight = dice.Between(13, 47);
        int price = dice.Between(119, 899);
        int noise = dice.Between(34, 61);
        int cable = dice.Between(120, 260);
        int heat = dice.Between(41, 79);
        return new Subject(name,
        [
            new($"The manufacturer grants a warranty of {warranty} months on the {name}.",
                $"How long is the warranty on the {name}?",
                $"The warranty on the {name} is {warranty} months.", warranty),
            new($"The motor of the {device} draws {watts} watts when it runs at full power.",
                $"How much power does the {name} draw?", $"The motor draws {watts} watts at full power.", watts),
            new($"Without its packaging the {name} weighs {weight} kilograms.",
                $"What does the {name} weigh?", $"The {name} weighs {weight} kilograms without packaging.", weight),
            new($"In the online shop the {device} sells for {price} dollars, delivery included.",
                $"What is the price of the {name} in the online shop?",
                $"In the online shop it sells for {price} dollars.", price),
            new($"The noise level stays below {noise} decibels in the quiet mode.",
                $"How loud is the {name} in the quiet mode?",
                $"The noise level stays below {noise} decibels in the quiet mode.", noise),
            new($"Its power cable measures {cable} centimetres from the plug to the housing.",
                $"How long is the power cable of the {name}?",
                $"The power cable measures {cable} centimetres.", cable),
            new($"A sensor switches the {device} off when the casing reaches {heat} degrees.",
                $"At what temperature does the sensor switch the {name} off?",
                $"The sensor switches it off when the casing reaches {heat} degrees.", heat),
        ]);
    }

    private static Subject Software(Dice dice)
    {
        string name = $"{dice.Pick<string>(Projects)} server";
        string month = dice.Pick<string>(Months);
        int year = dice.Between(2009, 2022);
        int memory = dice.Between(12, 96);
        int clients = dice.Between(15, 90) * 100;
        int seconds = dice.Between(15, 90);
        int days = dice.Between(14, 88);
        int plugins = dice.Between(24, 160);
        int threads = dice.Between(11, 48);
        return new Subject(name,
        [
            new($"The first stable release of the {name} came out in {month} {year}.",
                $"When did the first stable release of the {name} come out?",
                $"The first stable release came out in {month} {year}.", year),
            new($"For production the {name} needs at least {memory} gigabytes of memory.",
                $"How much memory does the {name} need in production?",
                $"For production it needs at least {memory} gigabytes of memory.", memory),
            new($"A single node accepts up to {clients} clients at the same time.",
                $"How many clients does a node of the {name} accept?",
                $"A single node accepts up to {clients} clients.", clients),
            new($"An idle session is closed after {seconds} seconds unless the administrator extends it.",
                $"When does the {name} close an idle session?",
                $"An idle session is closed after {seconds} seconds.", seconds),
            new($"Log files are kept for {days} days before a nightly job removes them.",
                $"For how many days does the {name} keep its log files?",
                $"Log files are kept for {days} days.", days),
            new($"The community maintains {plugins} plugins for storage, search and monitoring.",
                $"How many plugins exist for the {name}?", $"The community maintains {plugins} plugins.", plugins),
            new($"By default the scheduler of the {name} starts {threads} worker threads.",
                $"How many worker threads does the scheduler of the {name} start?",
                $"By default the scheduler starts {threads} worker threads.", threads),
        ]);
    }

    private static Subject Policy(Dice dice)
    {
        string name = $"{dice.Pick<string>(Makers)} store";
        int refund = dice.Between(14, 60);
        int shipping = dice.Between(25, 95);
        int points = dice.Between(110, 950);
        int branches = dice.Between(18, 240);
        int hours = dice.Between(24, 72);
        int discount = dice.Between(11, 35);
        int gift = dice.Between(12, 36);
        return new Subject(name,
        [
            new($"Customers of the {name} may return unused goods within {refund} days of delivery.",
                $"Within how many days may customers of the {name} return unused goods?",
                $"Customers may return unused goods within {refund} days of delivery.", refund),
            new($"Shipping is free for orders above {shipping} euros inside the country.",
                $"From what order value does the {name} ship for free?",
                $"Shipping is free for orders above {shipping} euros.", shipping),
            new($"New members of the loyalty programme start with {points} bonus points.",
                $"With how many bonus points do new members of the {name} loyalty programme start?",
                $"New members start with {points} bonus points.", points),
            new($"The {name} runs {branches} branches, most of them close to a railway station.",
                $"How many branches does the {name} run?", $"The {name} runs {branches} branches.", branches),
            new($"The support team answers written complaints within {hours} hours on working days.",
                $"How fast does the support team of the {name} answer written complaints?",
                $"The support team answers written complaints within {hours} hours.", hours),
            new($"Students receive a discount of {discount}% on all books and stationery.",
                $"What discount do students receive at the {name}?",
                $"Students receive a discount of {discount}% on books and stationery.", discount),
            new($"A gift card remains valid for {gift} months from the date of purchase.",
                $"For how long does a gift card of the {name} remain valid?",
                $"A gift card remains valid for {gift} months.", gift),
        ]);
    }
}
