using LocalHost.Settings;

namespace LocalHost;

/// <summary>What one can do with a host that serves.</summary>
internal static class NextSteps
{
    public static IEnumerable<string> Of(LocalHostApp app, string mailFolder)
    {
        var example = app.DevUsers.Keys.FirstOrDefault() ?? "<user>";
        yield return $"  Home      {app.BaseAddress}   (open it in a browser; everything can be done there)";
        yield return $"  Sign in   {app.BaseAddress}.auth/login/dev?user={example}   or by the header Authorization: Dev {example}";
        yield return $"  Users     {string.Join(", ", app.DevUsers.Select(Described))}";
        yield return $"  Mail      {mailFolder}";
        yield return $"  API       {app.BaseAddress}api/openapi.json";
        yield return "  Try it    README.md, \"Try it with curl\"; a story that plays by itself: demo";
    }

    private static string Described(KeyValuePair<string, DevUser> user) => $"{user.Key} ({string.Join(", ", user.Value.Roles)})";
}
