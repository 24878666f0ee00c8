using System.Reflection;
using System.Text.Json;
using FunctionsApp.Applications;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Platform.Storage;

public sealed class EraseRowTests
{
    /// <summary>Every marked member of the app.</summary>
    public static TheoryData<string, string> Marked
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var member in MarkedMembers) data.Add(member.DeclaringType!.FullName!, member.Name);
            return data;
        }
    }

    private static IEnumerable<PropertyInfo> MarkedMembers => typeof(Application).Assembly.GetTypes()
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(member => member.GetCustomAttribute<ErasedWithAttribute>() is not null);

    private sealed record Note([property: ErasedWith(ErasureStep.Content)] string Text, int Number);

    private sealed record Visit(
        [property: ErasedWith(ErasureStep.Personal)] string Name, [property: ErasedWith(ErasureStep.Personal)] string? Phone,
        [property: ErasedWith(ErasureStep.Content)] IReadOnlyList<string> Reasons, IReadOnlyList<Note> Notes,
        IReadOnlyDictionary<string, Note> ByKey, [property: ErasedWith(ErasureStep.Content)] JsonElement Values, Note? Last = null);

    private static readonly Visit Full = new(
        "张三", "0755", ["a", "b"], [new Note("n1", 1), new Note("n2", 2)], new Dictionary<string, Note> { ["k"] = new("n3", 3) },
        JsonDocument.Parse("""{"lead":"李四"}""").RootElement, new Note("n4", 4));

    [Fact]
    public void Erase_PersonalStep_EmptiesThemAlone()
    {
        var erased = Read(EraseRow.Decide(StateRow.Of("visit|1", Full), typeof(Visit), ErasureStep.Personal));

        Assert.Equal(("", null), (erased.Name, erased.Phone));
        Assert.Equal(["a", "b"], erased.Reasons);
        Assert.Equal([new Note("n1", 1), new Note("n2", 2)], erased.Notes);
    }

    [Fact]
    public void Erase_ContentStep_EmptiesWhateverIsMarkedHoweverDeep()
    {
        var erased = Read(EraseRow.Decide(StateRow.Of("visit|1", Full), typeof(Visit), ErasureStep.Content));

        Assert.Equal(("", null), (erased.Name, erased.Phone));
        Assert.Empty(erased.Reasons);
        Assert.Equal([new Note("", 1), new Note("", 2)], erased.Notes);
        Assert.Equal(new Note("", 3), erased.ByKey["k"]);
        Assert.Equal("{}", erased.Values.GetRawText());
        Assert.Equal(new Note("", 4), erased.Last);
    }

    [Fact]
    public void Erase_Again_ChangesNothing()
    {
        var once = EraseRow.Decide(StateRow.Of("visit|1", Full), typeof(Visit), ErasureStep.Content);

        Assert.Equal(once, EraseRow.Decide(once, typeof(Visit), ErasureStep.Content));
    }

    [Fact]
    public void Erase_MemberOfALaterVersion_StaysAsItIs()
    {
        var row = new StateRow("visit|1", """{"name":"x","added":"later","notes":[]}""");

        Assert.Equal("""{"name":"","added":"later","notes":[]}""", EraseRow.Decide(row, typeof(Visit), ErasureStep.Personal).Json);
    }

    [Theory]
    [MemberData(nameof(Marked))]
    public void Member_Marked_CanBeEmptied(string type, string member)
    {
        var property = typeof(Application).Assembly.GetType(type)!.GetProperty(member)!;

        // Whatever cannot be empty throws.
        var empty = EraseRow.Empty(property);
        Assert.True(empty is null || JsonSerializer.Deserialize(empty.ToJsonString(), property.PropertyType) is not null);
        Assert.False(property.DeclaringType!.IsSubclassOf(typeof(Fact)), "What is in a fact stays: personal data do not belong there.");
    }

    private static Visit Read(StateRow row) => JsonSerializer.Deserialize<Visit>(row.Json, FunctionsApp.Platform.AppJson.Options)!;
}
