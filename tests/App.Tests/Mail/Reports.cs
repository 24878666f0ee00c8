namespace App.Tests.Mail;

/// <summary>Delivery reports as mail servers write them (RFC 3464).</summary>
internal static class Reports
{
    public const string Boundary = "frontier";

    /// <param name="messageId">Of the letter, without its brackets; null: the report has no head of it.</param>
    public static string Message(string? messageId, string action = "failed", string status = "5.1.1", string more = "") =>
        $"""
        From: Mail Delivery System <mailer-daemon@mail.example>
        To: noreply@example.com
        Subject: Undelivered Mail
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="{Boundary}"

        {Body(messageId, action, status, more)}
        """;

    /// <summary>What follows the head.</summary>
    public static string Body(string? messageId, string action = "failed", string status = "5.1.1", string more = "") =>
        $"""
        --{Boundary}
        Content-Type: text/plain

        <reader@secret.example>: unknown. {more}
        --{Boundary}
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example

        Final-Recipient: rfc822; reader@secret.example
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; 550 reader@secret.example unknown

        --{Boundary}
        Content-Type: text/rfc822-headers

        From: noreply@example.com
        {(messageId is null ? "X-Other: none" : $"Message-ID: <{messageId}>")}
        Subject: Letter

        --{Boundary}--

        """;
}
