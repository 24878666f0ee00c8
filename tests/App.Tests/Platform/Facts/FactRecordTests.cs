using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using App.Tests.Documentation;
using FunctionsApp.Organisations;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace App.Tests.Platform.Facts;

/// <summary>Whoever has the answer alone can check it, by the recipe of the README.</summary>
public class FactRecordTests
{
    private const string Subject = "91440300MA5EXA1291";
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 2, 3, TimeSpan.FromHours(8));

    private static readonly IReadOnlyList<SealedFact> Chain = Made();

    [Fact]
    public void Readme_Vector_IsWhatTheAppAnswers() =>
        Assert.Equal(Vector(), Normal(JsonSerializer.Serialize(FactRecord.Of(Subject, Head(), Chain, RecordView.All), AppJson.Options)));

    [Fact]
    public void Readme_Vector_HoldsByTheRecipeAlone()
    {
        using var record = JsonDocument.Parse(Vector());
        var previous = "";
        foreach (var entry in record.RootElement.GetProperty("facts").EnumerateArray())
        {
            string Text(string name) => entry.GetProperty(name).GetString()!;
            var parts = JsonSerializer.Deserialize<string[]>(Text("sealed"))!;

            Assert.Equal(Text("hash"), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text("sealed")))));
            Assert.Equal([Subject, entry.GetProperty("number").ToString(), Text("type"), Text("at"), Text("actor")], parts.Take(5));
            Assert.True(JsonElement.DeepEquals(entry.GetProperty("data"), JsonDocument.Parse(parts[5]).RootElement));
            Assert.Equal((previous, previous), (Text("previous"), parts[6]));
            previous = Text("hash");
        }
    }

    [Fact]
    public void Of_Withheld_ShowsTheChainAndNothingElse()
    {
        var record = FactRecord.Of(Subject, Head(), Chain, new RecordView(fact => fact.Number == 1));

        var withheld = record.Facts[1];
        Assert.True(record.Whole);
        Assert.True(withheld.Withheld);
        Assert.Equal((null, null, null), (withheld.Actor, withheld.Data, withheld.Sealed));
        Assert.Equal((record.Facts[0].Hash, Chain[1].Hash), (withheld.Previous, withheld.Hash));
    }

    [Fact]
    public void Of_EndCutOff_IsBroken()
    {
        var record = FactRecord.Of(Subject, Head(), [.. Chain.SkipLast(1)], RecordView.All);

        Assert.Equal((false, 2), (record.Whole, record.FirstBroken));
    }

    [Fact]
    public void Of_FactsBehindTheHead_AreLeftForTheNextReading()
    {
        var record = FactRecord.Of(Subject, new FactHead(1, Chain[0].Hash), Chain, RecordView.All);

        Assert.True(record.Whole);
        Assert.Single(record.Facts);
    }

    private static IReadOnlyList<SealedFact> Made()
    {
        var first = FactChain.Append(
            Subject, FactHead.Start, [new NewFact("guo", new OrganisationRegistered("深圳\"甲\"检测中心", "440305", ["it"]))], At);
        var second = FactChain.Append(
            Subject, new FactHead(1, first[0].Hash),
            [new NewFact("lin", new OrganisationChanged("深圳检测中心", "440305", ["it", "testing"]))], At.AddTicks(4567890));
        return [.. first, .. second];
    }

    private static FactHead Head() => new(2, Chain[1].Hash);

    private static string Vector()
    {
        var readme = File.ReadAllText(Path.Combine(Documentation.Pages.App, "Platform", "Facts", "README.md"));
        var start = readme.IndexOf("```json", StringComparison.Ordinal) + "```json".Length;
        return Normal(readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)]);
    }

    private static string Normal(string json) =>
        JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement, AppJson.Options);
}
