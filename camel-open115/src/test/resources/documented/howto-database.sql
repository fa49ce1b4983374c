create table drive_file (
  file_id varchar(32) not null,
  sha1 char(40) not null,
  path varchar(4000) not null,
  bytes bigint not null,
  primary key (file_id, sha1)
);
create table drive_line (
  file_id varchar(32) not null,
  sha1 char(40) not null,
  line_number bigint not null,
  line text not null,
  primary key (file_id, sha1, line_number),
  foreign key (file_id, sha1) references drive_file
);
