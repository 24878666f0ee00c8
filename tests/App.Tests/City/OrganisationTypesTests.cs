using FunctionsApp.City;

namespace App.Tests.City;

public sealed class OrganisationTypesTests
{
    [Theory]
    [InlineData("91440300MA5EXA1291", "enterprise")]
    [InlineData("91350100M000100Y43", "enterprise")]
    public void Of_FirstTwoCharacters_NameTheType(string code, string type) =>
        Assert.Equal(type, OrganisationTypes.Of(CreditCode.Parse(code)));

    [Theory]
    [InlineData("12", "public-institution")]
    [InlineData("51", "association")]
    [InlineData("52", "private-non-enterprise")]
    [InlineData("11", "government")]
    [InlineData("N1", "other")]
    [InlineData("G1", "other")]
    public void Of_AnyDepartment_IsATypeOfTheList(string prefix, string type)
    {
        Assert.Equal(type, OrganisationTypes.Of(CreditCode.Stored(prefix + "440300MA5EXA1291")));
        Assert.Contains(type, OrganisationTypes.All);
    }
}
