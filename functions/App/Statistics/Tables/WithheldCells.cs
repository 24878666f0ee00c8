namespace FunctionsApp.Statistics.Tables;

/// <summary>The place of a number in a table.</summary>
/// <param name="Sector">Null for the total of all.</param>
/// <param name="District">Null for the total of all.</param>
public readonly record struct CellKey(string? Sector, string? District);

/// <summary>A number of a table.</summary>
/// <param name="Organisations">How many it is made of, each counted once; 0 where there is nothing.</param>
public readonly record struct Cell(decimal Value, int Organisations);

/// <summary>Which numbers of a table are withheld, so that none of a few organisations can be read or computed by the totals.</summary>
/// <remarks>
/// A number of fewer than three organisations is withheld, and so are others until the totals give none of them away. Sectors, districts
/// and their totals are the nodes of a graph, withheld numbers its edges: each node is an equation, and a number follows from the
/// equations exactly where its edge lies on no circle. Not covered: ranges, which follow from no figure being negative, and what an
/// organisation finds that subtracts its own figures.
/// </remarks>
public static class WithheldCells
{
    /// <summary>A number of so many organisations is published.</summary>
    public const int FewestOrganisations = 3;

    /// <summary>Totals are what readers look for: one is withheld only where no cell does.</summary>
    private const long TotalCost = 1_000_000;

    /// <param name="cells">All numbers with their totals; one that is missing is known to be nothing.</param>
    /// <param name="given">What is withheld in any case, each on a circle of the others: that of an earlier table, or of a month.</param>
    /// <returns>Keys of cells and totals; those that are given are among them, also where there is nothing now.</returns>
    public static IReadOnlySet<CellKey> Of(IReadOnlyDictionary<CellKey, Cell> cells, IReadOnlySet<CellKey>? given = null)
    {
        given ??= new HashSet<CellKey>();
        var edges = cells.Where(cell => cell.Value.Organisations > 0).Select(cell => cell.Key).Union(given)
            .OrderBy(key => key.Sector, StringComparer.Ordinal).ThenBy(key => key.District, StringComparer.Ordinal)
            .Select(key => new Edge(key, Cost(key, cells.GetValueOrDefault(key)))).ToList();
        var few = edges.Select(edge => edge.Key)
            .Where(key => cells.GetValueOrDefault(key).Organisations is > 0 and < FewestOrganisations).ToList();
        var withheld = few.Union(given).ToHashSet();
        foreach (var key in few) withheld.UnionWith(CloseCircle(key, edges, withheld));
        return withheld;
    }

    /// <summary>The numbers that close the cheapest circle with one: a way from its sector to its district without it.</summary>
    /// <remarks>There always is one, by the total of the sector, the total of the district and the total of all: each holds it.</remarks>
    private static IEnumerable<CellKey> CloseCircle(CellKey start, List<Edge> edges, HashSet<CellKey> withheld)
    {
        var (reached, queue) = (new Dictionary<Node, Step?>(), new PriorityQueue<(Node To, Step? By), (long Cost, int Turn)>());
        queue.Enqueue((Node.Sector(start), null), default);
        while (queue.TryDequeue(out var next, out var spent))
        {
            if (!reached.TryAdd(next.To, next.By)) continue;
            if (next.To == Node.District(start)) break;
            foreach (var edge in edges.Where(edge => edge.Key != start && next.To.Touches(edge.Key)))
            {
                var cost = spent.Cost + (withheld.Contains(edge.Key) ? 0 : edge.Cost);
                // Of two ways that cost the same the first one: the same table always withholds the same numbers.
                queue.Enqueue((next.To.Across(edge.Key), new Step(edge.Key, next.To)), (cost, queue.Count + reached.Count));
            }
        }

        for (var node = Node.District(start); reached[node] is { } step; node = step.From) yield return step.By;
    }

    /// <summary>Few organisations are withheld before many.</summary>
    private static long Cost(CellKey key, Cell cell) => (key.Sector is null, key.District is null) switch
    {
        (false, false) => 1 + cell.Organisations,
        (true, true) => TotalCost * TotalCost,
        _ => TotalCost,
    };

    private sealed record Edge(CellKey Key, long Cost);

    private sealed record Step(CellKey By, Node From);

    /// <summary>A line of the table.</summary>
    private readonly record struct Node(bool IsDistrict, string? Name)
    {
        public static Node Sector(CellKey key) => new(false, key.Sector);

        public static Node District(CellKey key) => new(true, key.District);

        public bool Touches(CellKey key) => this == Sector(key) || this == District(key);

        public Node Across(CellKey key) => IsDistrict ? Sector(key) : District(key);
    }
}
