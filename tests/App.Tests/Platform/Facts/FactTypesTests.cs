using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using App.Tests.Fixtures;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace App.Tests.Platform.Facts;

public class FactTypesTests
{
    private static readonly IReadOnlyList<Type> Declared =
        [.. typeof(Fact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fact)) && !type.IsAbstract)];

    public static TheoryData<string> Names => [.. Declared.Select(type => type.Name)];

    [Fact]
    public void All_EveryFactOfTheApp_HasANameOfItsOwn()
    {
        Assert.True(Declared.Count >= 20, $"Found only {string.Join(", ", Names)}");
        var doubled = Declared.GroupBy(type => type.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1);
        Assert.Empty(doubled.Select(same => same.Key));
        Assert.Equal(Declared.Select(type => type.Name).Order(), FactTypes.All.Keys.Order());
    }

    /// <summary>A fact that others derive from would be published under two names.</summary>
    [Fact]
    public void All_EveryFact_IsSealed() => Assert.Empty(Declared.Where(type => !type.IsSealed).Select(type => type.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_EachFact_IsWhatWasRecorded(string name)
    {
        var fact = (Fact)SampleValues.Of(FactTypes.All[name]);
        var recorded = FactChain.Append("s1", FactHead.Start, [new NewFact("someone", fact)], DateTimeOffset.UnixEpoch)[0];

        var read = recorded.Read();

        Assert.IsType(FactTypes.All[name], read);
        Assert.Equal(recorded.Data, JsonSerializer.Serialize(read, read.GetType(), AppJson.Options));
        // Every member is recorded, and none with the value that stands for a missing one.
        var data = JsonNode.Parse(recorded.Data)!.AsObject();
        var members = FactTypes.All[name].GetConstructors().Single(IsOfMembers).GetParameters()
            .Select(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name!));
        Assert.All(members, member => Assert.True(data[member] is not null, member));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_MemberOfALaterVersion_IsPassedOver(string name)
    {
        var data = JsonSerializer.SerializeToNode(SampleValues.Of(FactTypes.All[name]), FactTypes.All[name], AppJson.Options)!.AsObject();
        data["addedLater"] = "x";

        Assert.IsType(FactTypes.All[name], FactTypes.Read(name, data.ToJsonString()));
    }

    [Theory]
    [InlineData("Nonsense")]
    [InlineData("Fact")]
    [InlineData("applicationWithdrawn")]
    [InlineData("")]
    public void Read_TypeThatIsNotKnown_IsNull(string type) => Assert.Null(FactTypes.Read(type, "{}"));

    [Theory]
    [InlineData("ApplicationRejected", "{}")]
    [InlineData("ApplicationRejected", "not JSON")]
    [InlineData("ApplicationRejected", """{"programme":null,"round":1}""")]
    [InlineData("ApplicationRejected", """{"programme":"p","round":"one"}""")]
    public void Read_DataOfAnotherShape_Throws(string type, string data) => Assert.Throws<JsonException>(() => FactTypes.Read(type, data));

    private static bool IsOfMembers(ConstructorInfo constructor) =>
        constructor.GetParameters() is not [{ ParameterType: var only }] || only != constructor.DeclaringType;
}
