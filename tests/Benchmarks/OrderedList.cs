using FunctionsApp.Platform.Storage;

namespace Benchmarks;

/// <summary>The lines of one list in the order of their keys.</summary>
/// <remarks>A line is made when it is read, so that a long list takes no memory but for its keys.</remarks>
internal sealed class OrderedList
{
    private readonly int[] numbers;
    private readonly Func<int, Line> line;

    /// <param name="line">The line of a number, from 0.</param>
    public OrderedList(int count, Func<int, Line> line)
    {
        (Name, Keys, numbers, this.line) = (line(0).Place.List, new string[count], new int[count], line);
        for (var number = 0; number < count; number++) (Keys[number], numbers[number]) = (line(number).Place.Key, number);
        Array.Sort(Keys, numbers, StringComparer.Ordinal);
    }

    public string Name { get; }

    public string[] Keys { get; }

    public string Line(int place) => line(numbers[place]).Json;

    /// <summary>The place of a key, or of the next one where it is none.</summary>
    public int PlaceOf(string key) => Array.BinarySearch(Keys, key, StringComparer.Ordinal) is var found && found >= 0 ? found : ~found;

    public int PlaceAfter(string key) => PlaceOf(key) is var place && place < Keys.Length && Keys[place] == key ? place + 1 : place;
}
