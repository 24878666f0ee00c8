namespace Portal.Tests.Site;

/// <summary>A page of the site as one of its readers opens it.</summary>
/// <param name="Name">Of its pictures.</param>
/// <param name="Route">As its function declares it.</param>
/// <param name="User">Development user of LocalHost; null: the public.</param>
/// <param name="Path">Where it is in the filled city.</param>
/// <param name="Status">HTTP status that it comes with.</param>
/// <param name="IsSent">Its form is sent as it comes, and what answers that is looked at.</param>
public sealed record SitePage(
    string Name, string Route, Func<FilledCity, string?> User, Func<FilledCity, string> Path, int Status = 200, bool IsSent = false);
