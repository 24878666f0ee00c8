using System.Text.Json;
using System.Text.Json.Serialization;
using FunctionsApp.Platform;

namespace App.Tests.Platform;

public class KindsTests
{
    [Fact]
    public void Of_Record_NamesThoseThatDeriveFromIt() => Assert.Equal(["Red", "Sour"], Kinds.Of(typeof(KindsOfWine)));

    [Fact]
    public void NameOf_RecordOfAnotherName_Throws() =>
        Assert.Throws<ArgumentException>(() => Kinds.NameOf(typeof(KindsOfWine), typeof(KindsTests)));

    [Fact]
    public void Json_OfAKind_NamesItAndIsReadBack()
    {
        var json = JsonSerializer.Serialize<KindsOfWine>(new RedWine(14), AppJson.Options);

        Assert.Equal("""{"kind":"Red","strength":14}""", json);
        Assert.Equal(new RedWine(14), JsonSerializer.Deserialize<KindsOfWine>(json, AppJson.Strict));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<KindsOfWine>(json.Replace("Red", "White"), AppJson.Strict));
    }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
public abstract record KindsOfWine;

public abstract record OldWine : KindsOfWine;

public sealed record RedWine(int Strength) : KindsOfWine;

public sealed record SourWine : OldWine;
