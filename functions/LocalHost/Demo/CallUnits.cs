using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsApp.City;

namespace LocalHost.Demo;

/// <summary>The organisations of the demos of a call and of a warning: one user each, beside the development users.</summary>
public static class CallUnits
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>User id of an organisation's applicant.</summary>
    /// <param name="number">1 for the first.</param>
    public static string User(int number) => string.Create(CultureInfo.InvariantCulture, $"unit{number:D3}");

    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"高技术服务机构{number:D3}");

    /// <summary>A settings file with so many organisations.</summary>
    /// <param name="settings">The file to which they are added.</param>
    /// <param name="folder">Where the new file goes.</param>
    public static string Join(string settings, int count, string folder)
    {
        var joined = JsonNode.Parse(File.ReadAllText(settings))!;
        var users = joined["DevUsers"]!.AsObject();
        foreach (var number in Enumerable.Range(1, count))
        {
            users[User(number)] = new JsonObject
            {
                ["Name"] = Name(number), ["Email"] = $"{User(number)}@units.example", ["Roles"] = new JsonArray("Applicant"),
                ["Organisation"] = Code(number), ["Language"] = "zh-CN",
            };
        }

        var file = Path.Combine(folder, "units.settings.json");
        File.WriteAllText(file, joined.ToJsonString(Readable));
        return file;
    }

    /// <summary>A valid credit code: of the numbers with these digits the one whose check characters fit.</summary>
    public static string Code(int number) => (
        from inner in CreditCode.Alphabet
        from last in CreditCode.Alphabet
        let code = CreditCode.Find(string.Create(CultureInfo.InvariantCulture, $"91440300{number:D8}{inner}{last}"))
        where code is not null
        select code.Value).First();
}
