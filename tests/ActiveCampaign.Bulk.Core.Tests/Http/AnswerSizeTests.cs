using System;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Http;

[Collection(VirtualTimeCollection.Name)]
public sealed class AnswerSizeTests
{
    private const string Route = "fields";

    [Fact]
    public async Task Read_BodyWithoutEnd_EndsAsUnreadable_AndIsNotAskedForAgain()
    {
        using Wire wire = new();
        wire.On(Route, Endless);
        using AccountConnection connection = wire.Connect();

        BulkException e = await Assert.ThrowsAsync<BulkException>(() => wire.Clock.ToEndAsync(connection.ReadAsync(Route, root => true, default)));

        Assert.Equal(BulkError.AnswerUnreadable, e.Error);
        Assert.Contains("64 MB", e.Message, StringComparison.Ordinal);
        Assert.Single(wire.Requests);
    }

    [Fact]
    public async Task Write_BodyWithoutEnd_IsALostAnswer()
    {
        using Wire wire = new();
        wire.On(Routes.BulkImport, Endless);
        using AccountConnection connection = wire.Connect();

        Exchange exchange = await wire.Clock.ToEndAsync(connection.WriteAsync(new ServiceCall(HttpMethod.Post, Routes.BulkImport, CallLane.Bulk, new ArraySegment<byte>([1])), default));

        Assert.Equal((ExchangeKind.Lost, true), (exchange.Kind, exchange.Failure is AnswerTooLargeException));
        Assert.Single(wire.Requests);
    }

    [Fact]
    public async Task Read_GzipBomb_EndsAsUnreadable()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeAsync(listener, Bomb());
        using AccountConnection connection = new(new ConnectionSettings { Uri = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), Wire = new ActiveCampaignWire("t") });

        BulkException e = await Assert.ThrowsAsync<BulkException>(() => connection.ReadAsync(Route, root => true, default));

        Assert.Equal(BulkError.AnswerUnreadable, e.Error);
        Assert.Contains("64 MB", e.Message, StringComparison.Ordinal);
        await serving;
    }

    [Fact]
    public async Task Read_LengthBeyondTheLimit_ReadsNothing()
    {
        using ByteArrayContent content = new([]);
        content.Headers.ContentLength = AnswerBody.Limit + 1L;
        await Assert.ThrowsAsync<AnswerTooLargeException>(() => AnswerBody.ReadAsync(content, default));
    }

    [Fact]
    public async Task Read_UpToTheLimit_IsWhole()
    {
        using MemoryStream stream = new(new byte[AnswerBody.Limit]);
        using StreamContent content = new(stream);
        Assert.Equal(AnswerBody.Limit, (await AnswerBody.ReadAsync(content, default)).Length);
    }

    private static Wire.Step Endless { get; } = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new EndlessStream()) });

    private static byte[] Bomb()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            byte[] block = new byte[1024 * 1024];
            for (int i = 0; i < 80; i++)
                gzip.Write(block);
        }

        return packed.ToArray();
    }

    private static async Task ServeAsync(TcpListener listener, byte[] body)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        using NetworkStream stream = client.GetStream();
        byte[] request = new byte[8192];
        _ = await stream.ReadAsync(request);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(body);
    }

    private sealed class EndlessStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => count;

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
