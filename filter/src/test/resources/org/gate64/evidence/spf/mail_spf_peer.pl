# Judges by SPF with Mail::SPF what comes in on standard input, a line each.
#
# Request (text in base64):
#   check CLIENT SENDER HELO  -> WORD and why; "broken" where Mail::SPF breaks down
#
# Before the answer it asks for what Mail::SPF wants to know of DNS, and nothing goes out to the
# network:
#   ask TYPE NAME             <- records DATA DATA ..., or failure
#
# DATA is an address or a name, an MX record's preference:name, or a text.

use strict;
use warnings;

our $loaded;

BEGIN {
    *CORE::GLOBAL::gethostbyname = sub ($) {
        die "this test has no network\n" if $loaded && $_[0] !~ /^[0-9.]+$/;
        return CORE::gethostbyname($_[0]);
    };
}

use Encode qw(encode);
use MIME::Base64 qw(decode_base64 encode_base64);
use Mail::SPF;
use Net::DNS;

{
    no warnings qw(redefine once);
    *Net::DNS::Resolver::new = sub { die "this test has no network\n" };
}
$loaded = 1;

sub word { return encode_base64(encode('latin1', shift), '') }

package Resolver;

sub new { return bless {}, shift }

sub errorstring { return '' }

sub send {
    my ($self, $name, $type) = @_;
    print "ask $type ", main::word($name), "\n";
    my ($kind, @records) = split(' ', scalar <STDIN>);
    my $packet = Net::DNS::Packet->new('question.invalid', 'A');
    $packet->header->rcode($kind eq 'failure' ? 'SERVFAIL' : 'NOERROR');
    $packet->push(answer => map { record($type, MIME::Base64::decode_base64($_)) } @records);
    return $packet;
}

sub record {
    my ($type, $data) = @_;
    my ($preference, $exchange) = split(/:/, $data, 2);
    my %value =
        $type eq 'TXT'   ? (txtdata => [$data =~ /(.{1,255})/gs])
        : $type eq 'MX'  ? (preference => $preference, exchange => $exchange)
        : $type eq 'PTR' ? (ptrdname => $data)
        :                  (address => $data);
    return Net::DNS::RR->new(name => 'answer.invalid', type => $type, %value);
}

package main;

my $server = Mail::SPF::Server->new(
    hostname     => 'mx.receiver.example',
    dns_resolver => Resolver->new()
);

sub check {
    my ($client, $sender, $helo) = @_;
    my ($word, $reason);
    eval {
        my $request = Mail::SPF::Request->new(
            versions => [1],
            $sender eq ''
            ? (scope => 'helo', identity => $helo)
            : (scope => 'mfrom', identity => $sender, helo_identity => $helo),
            ip_address => $client
        );
        my $result = $server->process($request);
        ($word, $reason) = ($result->code, $result->text);
        1;
    } or ($word, $reason) = ('broken', ref($@) . ' ' . ($@ || 'for no reason'));
    $reason = substr(join(' ', split(' ', $reason)), 0, 200);
    $reason =~ s/[^ -~]/?/g;
    return "$word $reason";
}

$| = 1;
while (my $line = <STDIN>) {
    chomp($line);
    my ($command, $client, @texts) = split(/ /, $line);
    print check($client, map { decode_base64($_) } @texts), "\n";
}
